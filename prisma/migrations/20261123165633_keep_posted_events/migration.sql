-- AlterTable
ALTER TABLE "accepted_event" ADD COLUMN     "event" JSON;
