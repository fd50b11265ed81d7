-- CreateTable
CREATE TABLE "guardrail" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "since" DATE NOT NULL,
    "repositories" TEXT[],
    "agents" TEXT[],
    "reason" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "guardrail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_opened_at_repository_id_key_idx" ON "incident"("opened_at", "repository_id", "key");

-- CreateIndex
CREATE INDEX "deployment_finished_at_repository_id_key_idx" ON "deployment"("finished_at", "repository_id", "key");
