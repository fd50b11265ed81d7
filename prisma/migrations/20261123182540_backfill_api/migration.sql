-- AlterTable
ALTER TABLE "backfill" ADD COLUMN     "api" TEXT;
