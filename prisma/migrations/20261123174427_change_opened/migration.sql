-- CreateIndex
CREATE INDEX "change_repository_id_opened_at_idx" ON "change"("repository_id", "opened_at");
