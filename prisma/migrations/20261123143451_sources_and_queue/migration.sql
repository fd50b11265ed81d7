-- DropIndex
DROP INDEX "delivery_received_at_idx";

-- What was refused before there was a secret is not worth a row.
DELETE FROM "source" WHERE "secret" IS NULL;

-- AlterTable
ALTER TABLE "source" DROP CONSTRAINT "source_pkey",
ADD COLUMN     "id" TEXT,
ADD COLUMN     "last_refusal" TEXT,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "repositories" TEXT[],
ADD COLUMN     "secret_before" BYTEA,
ALTER COLUMN "secret" SET NOT NULL;

-- The one source of each kind keeps the address that it had.
UPDATE "source" SET "id" = "kind", "name" = 'GitHub';

ALTER TABLE "source" ALTER COLUMN "id" SET NOT NULL,
ALTER COLUMN "name" SET NOT NULL,
ADD CONSTRAINT "source_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "digest" BYTEA,
ADD COLUMN     "settled_at" TIMESTAMPTZ(3),
ALTER COLUMN "body" DROP NOT NULL;

UPDATE "delivery" SET "state" = 'dead' WHERE "state" = 'unreadable';

-- CreateIndex
CREATE INDEX "delivery_received_at_source_delivery_id_idx" ON "delivery"("received_at", "source", "delivery_id");

-- CreateIndex
CREATE INDEX "delivery_source_received_at_delivery_id_idx" ON "delivery"("source", "received_at", "delivery_id");
