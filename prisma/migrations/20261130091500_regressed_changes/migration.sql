-- The few changes that regressed in any kind. lib/measure/where.ts asks for the same expression.
CREATE INDEX "change_regressed_idx" ON "change" ("merged_at", "repository_id") WHERE exposed
  AND greatest(revert_day, rollback_day, incident_day, hotfix_day, reported_day, broken_main_day) > 0;
