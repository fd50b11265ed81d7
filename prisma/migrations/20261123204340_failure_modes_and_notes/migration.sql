-- AlterTable
ALTER TABLE "regression" ADD COLUMN     "suggested_because" JSONB,
ADD COLUMN     "suggested_mode" TEXT;

-- CreateTable
CREATE TABLE "failure_mode_decision" (
    "repository_id" INTEGER NOT NULL,
    "regression_id" UUID NOT NULL,
    "failure_mode" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "failure_mode_decision_pkey" PRIMARY KEY ("repository_id","regression_id")
);

-- CreateTable
CREATE TABLE "note" (
    "repository_id" INTEGER NOT NULL,
    "regression_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("repository_id","regression_id","id")
);
