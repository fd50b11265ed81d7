-- CreateTable
CREATE TABLE "digest" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "address" BYTEA NOT NULL,
    "host" TEXT NOT NULL,
    "parts" TEXT[],
    "repositories" TEXT[],
    "told_week" DATE,
    "told_turn" TEXT NOT NULL DEFAULT 'open',
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "digest_pkey" PRIMARY KEY ("id")
);
