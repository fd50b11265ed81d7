-- The rollup is made anew from the changes, so nothing of the old one is kept.
DROP TABLE "cohort_event";
DROP TABLE "cohort";

-- CreateTable
CREATE TABLE "cohort" (
    "level" SMALLINT NOT NULL,
    "month" DATE NOT NULL,
    "repository_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "authorship" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "reviewed" BOOLEAN NOT NULL,
    "kind_of_work" TEXT NOT NULL,
    "size_bucket" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "areas" TEXT[],
    "author" TEXT NOT NULL,
    "changes" INTEGER NOT NULL,
    "merged" BYTEA NOT NULL,
    "confirmed" BYTEA NOT NULL,
    "suspected" BYTEA NOT NULL,

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("level","repository_id","month","position")
);

-- CreateTable
CREATE TABLE "stale_month" (
    "repository_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,

    CONSTRAINT "stale_month_pkey" PRIMARY KEY ("repository_id","month")
);

INSERT INTO "stale_month" ("repository_id", "month")
SELECT DISTINCT "repository_id", date_trunc('month', "merged_at" AT TIME ZONE 'UTC')::date
FROM "change" WHERE "exposed";
