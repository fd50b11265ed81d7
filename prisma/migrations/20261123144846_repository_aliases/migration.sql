-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "repositories" TEXT[];

-- CreateTable
CREATE TABLE "repository_alias" (
    "name" TEXT NOT NULL,
    "repository_id" INTEGER NOT NULL,

    CONSTRAINT "repository_alias_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "repository_alias_repository_id_idx" ON "repository_alias"("repository_id");
