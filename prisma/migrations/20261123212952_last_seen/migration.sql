-- AlterTable
ALTER TABLE "person" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3);
