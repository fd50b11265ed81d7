-- AlterTable
ALTER TABLE "check_run" ADD COLUMN     "failures" TEXT[] DEFAULT ARRAY[]::TEXT[];
