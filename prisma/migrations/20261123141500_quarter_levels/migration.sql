-- The rollup has levels of quarters from here on, and other numbers: all of it is counted anew.
INSERT INTO "stale_month" ("repository_id", "month")
SELECT DISTINCT "repository_id", "month" FROM "cohort" ON CONFLICT DO NOTHING;
DELETE FROM "cohort";
