-- CreateIndex
CREATE INDEX "delivery_repositories_idx" ON "delivery" USING GIN ("repositories");
