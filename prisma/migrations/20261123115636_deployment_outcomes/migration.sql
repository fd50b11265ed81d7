-- CreateTable
CREATE TABLE "deployment_outcome" (
    "repository_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "changes" INTEGER NOT NULL,
    "agent_changes" INTEGER NOT NULL,
    "failed_hours" REAL,
    "recovered_hours" REAL,
    "rework" BOOLEAN NOT NULL,

    CONSTRAINT "deployment_outcome_pkey" PRIMARY KEY ("repository_id","key")
);

-- CreateIndex
CREATE INDEX "deployment_outcome_month_repository_id_idx" ON "deployment_outcome"("month", "repository_id");
