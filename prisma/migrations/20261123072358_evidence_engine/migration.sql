-- AlterTable
ALTER TABLE "change" ADD COLUMN     "backport_of" TEXT,
ADD COLUMN     "judgement" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "line_share" REAL,
ADD COLUMN     "parent_sha" TEXT,
ADD COLUMN     "patch_id" TEXT,
ADD COLUMN     "revision" TEXT;

-- AlterTable
ALTER TABLE "deployment" ADD COLUMN     "production" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "cohort_event" DROP CONSTRAINT "cohort_event_pkey",
ADD COLUMN     "suspected" BOOLEAN NOT NULL DEFAULT false,
ADD CONSTRAINT "cohort_event_pkey" PRIMARY KEY ("repository_id", "suspected", "merged_on", "authorship", "agent", "kind_of_work", "size_bucket", "revert_day", "rollback_day", "incident_day", "hotfix_day", "reported_day", "broken_main_day");

-- AlterTable
ALTER TABLE "history_import" ADD COLUMN     "notes" TEXT,
ADD COLUMN     "traced" TEXT;

-- CreateTable
CREATE TABLE "attestation" (
    "repository_id" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("repository_id","sha","source")
);

-- CreateTable
CREATE TABLE "authorship_override" (
    "repository_id" INTEGER NOT NULL,
    "change_key" TEXT NOT NULL,
    "authorship" TEXT NOT NULL,
    "agent" TEXT,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authorship_override_pkey" PRIMARY KEY ("repository_id","change_key")
);

-- CreateTable
CREATE TABLE "regression_decision" (
    "repository_id" INTEGER NOT NULL,
    "regression_id" UUID NOT NULL,
    "change_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "regression_decision_pkey" PRIMARY KEY ("repository_id","regression_id")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" SERIAL NOT NULL,
    "found" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "authorship" TEXT NOT NULL,
    "agent" TEXT,
    "mode" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "repository" TEXT,
    "from_date" DATE,
    "until_date" DATE,
    "reason" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejudgement" (
    "id" SERIAL NOT NULL,
    "reason" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor_repository_id" INTEGER NOT NULL DEFAULT 0,
    "cursor_key" TEXT NOT NULL DEFAULT '',
    "moved" JSONB NOT NULL DEFAULT '{}',
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rejudgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "repository" TEXT,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "regression_decision_repository_id_change_key_idx" ON "regression_decision"("repository_id", "change_key");

-- CreateIndex
CREATE INDEX "regression_decision_repository_id_cause_type_cause_key_idx" ON "regression_decision"("repository_id", "cause_type", "cause_key");

-- CreateIndex
CREATE INDEX "rejudgement_state_idx" ON "rejudgement"("state");

-- CreateIndex
CREATE INDEX "audit_entry_repository_subject_idx" ON "audit_entry"("repository", "subject");

-- CreateIndex
CREATE INDEX "change_repository_id_parent_sha_idx" ON "change"("repository_id", "parent_sha");

-- CreateIndex
CREATE INDEX "change_repository_id_patch_id_idx" ON "change"("repository_id", "patch_id");

-- CreateIndex
CREATE INDEX "change_repository_id_revision_idx" ON "change"("repository_id", "revision");

-- CreateIndex
CREATE INDEX "deployment_repository_id_finished_at_idx" ON "deployment"("repository_id", "finished_at");

-- CreateIndex
CREATE INDEX "deployment_repository_id_url_idx" ON "deployment"("repository_id", "url");

-- Until history is judged anew, what is suspected counts as what is confirmed does.
INSERT INTO "cohort_event" ("repository_id", "merged_on", "authorship", "agent", "kind_of_work",
  "size_bucket", "revert_day", "rollback_day", "incident_day", "hotfix_day", "reported_day",
  "broken_main_day", "suspected", "changes")
SELECT "repository_id", "merged_on", "authorship", "agent", "kind_of_work", "size_bucket",
  "revert_day", "rollback_day", "incident_day", "hotfix_day", "reported_day", "broken_main_day",
  true, "changes"
FROM "cohort_event";
