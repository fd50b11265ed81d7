-- CreateTable
CREATE TABLE "repository" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "default_branch" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "observed_through" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "repository_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "title_key" TEXT NOT NULL,
    "url" TEXT,
    "author_name" TEXT,
    "author_login" TEXT,
    "branch" TEXT,
    "base_branch" TEXT,
    "outcome" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "merge_sha" TEXT,
    "additions" INTEGER,
    "deletions" INTEGER,
    "changed_files" INTEGER,
    "areas" TEXT[],
    "labels" TEXT[],
    "kind_of_work" TEXT NOT NULL,
    "size_bucket" TEXT NOT NULL,
    "authorship" TEXT NOT NULL,
    "agent" TEXT,
    "agents" TEXT[],
    "mode" TEXT,
    "marked_share" REAL,
    "confidence" TEXT NOT NULL,
    "standing" TEXT NOT NULL DEFAULT 'none',
    "absorbed_by" TEXT,
    "exposed" BOOLEAN NOT NULL DEFAULT false,
    "relanded_by" TEXT,
    "revert_day" SMALLINT NOT NULL DEFAULT 0,
    "rollback_day" SMALLINT NOT NULL DEFAULT 0,
    "incident_day" SMALLINT NOT NULL DEFAULT 0,
    "hotfix_day" SMALLINT NOT NULL DEFAULT 0,
    "reported_day" SMALLINT NOT NULL DEFAULT 0,
    "broken_main_day" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "change_pkey" PRIMARY KEY ("repository_id","key")
);

-- CreateTable
CREATE TABLE "change_commit" (
    "repository_id" INTEGER NOT NULL,
    "change_key" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "push_head" TEXT,

    CONSTRAINT "change_commit_pkey" PRIMARY KEY ("repository_id","change_key","sha")
);

-- CreateTable
CREATE TABLE "attribution_evidence" (
    "repository_id" INTEGER NOT NULL,
    "change_key" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "matched" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "sha" TEXT,

    CONSTRAINT "attribution_evidence_pkey" PRIMARY KEY ("repository_id","change_key","position")
);

-- CreateTable
CREATE TABLE "reference" (
    "repository_id" INTEGER NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "target_form" TEXT NOT NULL,
    "target_key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "matched" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "resolved_key" TEXT,

    CONSTRAINT "reference_pkey" PRIMARY KEY ("repository_id","cause_type","cause_key","position")
);

-- CreateTable
CREATE TABLE "regression" (
    "repository_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "change_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "cause_type" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "regressed_at" TIMESTAMPTZ(3) NOT NULL,
    "day" SMALLINT NOT NULL,
    "confidence" TEXT NOT NULL,

    CONSTRAINT "regression_pkey" PRIMARY KEY ("repository_id","id")
);

-- CreateTable
CREATE TABLE "regression_evidence" (
    "repository_id" INTEGER NOT NULL,
    "regression_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "matched" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,

    CONSTRAINT "regression_evidence_pkey" PRIMARY KEY ("repository_id","regression_id","position")
);

-- CreateTable
CREATE TABLE "incident" (
    "repository_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "title" TEXT,
    "severity" TEXT,
    "service" TEXT,
    "url" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("repository_id","key")
);

-- CreateTable
CREATE TABLE "report" (
    "repository_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "title" TEXT,
    "url" TEXT,
    "reported_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("repository_id","key")
);

-- CreateTable
CREATE TABLE "review" (
    "repository_id" INTEGER NOT NULL,
    "change_key" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "reviewer" TEXT,
    "bot" BOOLEAN NOT NULL DEFAULT false,
    "verdict" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("repository_id","change_key","key")
);

-- CreateTable
CREATE TABLE "check_run" (
    "repository_id" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "conclusion" TEXT NOT NULL,
    "url" TEXT,

    CONSTRAINT "check_run_pkey" PRIMARY KEY ("repository_id","sha","name","finished_at")
);

-- CreateTable
CREATE TABLE "deployment" (
    "repository_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "sha" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "service" TEXT,
    "conclusion" TEXT NOT NULL,
    "url" TEXT,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("repository_id","key")
);

-- CreateTable
CREATE TABLE "cohort" (
    "level" SMALLINT NOT NULL,
    "repository_id" INTEGER NOT NULL,
    "merged_on" DATE NOT NULL,
    "authorship" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "kind_of_work" TEXT NOT NULL,
    "size_bucket" TEXT NOT NULL,
    "changes" INTEGER NOT NULL,

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("repository_id","level","merged_on","authorship","agent","kind_of_work","size_bucket")
) PARTITION BY LIST ("level");
CREATE TABLE "cohort_by_authorship" PARTITION OF "cohort" FOR VALUES IN (0);
CREATE TABLE "cohort_by_agent" PARTITION OF "cohort" FOR VALUES IN (1);
CREATE TABLE "cohort_by_work" PARTITION OF "cohort" FOR VALUES IN (2);

-- CreateIndex
CREATE INDEX "cohort_merged_on_idx" ON "cohort"("merged_on");

-- CreateTable
CREATE TABLE "cohort_event" (
    "repository_id" INTEGER NOT NULL,
    "merged_on" DATE NOT NULL,
    "authorship" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "kind_of_work" TEXT NOT NULL,
    "size_bucket" TEXT NOT NULL,
    "revert_day" SMALLINT NOT NULL,
    "rollback_day" SMALLINT NOT NULL,
    "incident_day" SMALLINT NOT NULL,
    "hotfix_day" SMALLINT NOT NULL,
    "reported_day" SMALLINT NOT NULL,
    "broken_main_day" SMALLINT NOT NULL,
    "changes" INTEGER NOT NULL,

    CONSTRAINT "cohort_event_pkey" PRIMARY KEY ("repository_id","merged_on","authorship","agent","kind_of_work","size_bucket","revert_day","rollback_day","incident_day","hotfix_day","reported_day","broken_main_day")
);

-- CreateTable
CREATE TABLE "source" (
    "kind" TEXT NOT NULL,
    "secret" BYTEA,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "last_refused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "delivery" (
    "source" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "run_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,
    "seen_count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("source","delivery_id")
);

-- CreateTable
CREATE TABLE "accepted_event" (
    "repository_id" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accepted_event_pkey" PRIMARY KEY ("repository_id","event_id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history_import" (
    "repository_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "since" TEXT,
    "cursor" TEXT,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "history_import_pkey" PRIMARY KEY ("repository_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "repository_name_key" ON "repository"("name");

-- CreateIndex
CREATE INDEX "change_repository_id_number_idx" ON "change"("repository_id", "number");

-- CreateIndex
CREATE INDEX "change_repository_id_title_key_idx" ON "change"("repository_id", "title_key");

-- CreateIndex
CREATE INDEX "change_repository_id_merge_sha_idx" ON "change"("repository_id", "merge_sha");

-- CreateIndex
CREATE INDEX "change_repository_id_merged_at_key_idx" ON "change"("repository_id", "merged_at", "key");

-- CreateIndex
CREATE INDEX "change_merged_at_repository_id_key_idx" ON "change"("merged_at", "repository_id", "key");

-- CreateIndex
CREATE INDEX "change_commit_repository_id_sha_idx" ON "change_commit"("repository_id", "sha");

-- CreateIndex
CREATE INDEX "change_commit_repository_id_push_head_idx" ON "change_commit"("repository_id", "push_head");

-- CreateIndex
CREATE INDEX "reference_repository_id_target_form_target_key_idx" ON "reference"("repository_id", "target_form", "target_key");

-- CreateIndex
CREATE INDEX "reference_repository_id_resolved_key_idx" ON "reference"("repository_id", "resolved_key");

-- CreateIndex
CREATE INDEX "regression_repository_id_change_key_idx" ON "regression"("repository_id", "change_key");

-- CreateIndex
CREATE INDEX "regression_repository_id_cause_type_cause_key_idx" ON "regression"("repository_id", "cause_type", "cause_key");

-- CreateIndex
CREATE INDEX "regression_regressed_at_repository_id_id_idx" ON "regression"("regressed_at", "repository_id", "id");

-- CreateIndex
CREATE INDEX "deployment_repository_id_sha_idx" ON "deployment"("repository_id", "sha");

-- CreateIndex
CREATE INDEX "delivery_received_at_idx" ON "delivery"("received_at");

-- CreateIndex
CREATE INDEX "delivery_state_run_after_idx" ON "delivery"("state", "run_after");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");
