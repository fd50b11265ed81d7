-- CreateIndex
CREATE INDEX "incident_repository_id_opened_at_idx" ON "incident"("repository_id", "opened_at");

-- CreateIndex
CREATE INDEX "check_run_repository_id_finished_at_idx" ON "check_run"("repository_id", "finished_at");
