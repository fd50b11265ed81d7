-- CreateTable
CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_path_name_key" ON "saved_view"("path", "name");

-- What a change can be searched by: the words of its title and author, its number, the shas of its merge.
-- lib/measure/search.ts asks for the same expression.
CREATE INDEX "change_words_idx" ON "change" USING GIN ((
  to_tsvector('simple', translate(
    left(title, 1000) || ' ' || coalesce(author_name, '') || ' ' || coalesce(author_login, ''),
    '/._-:@<>&+~%=?#', '               '))
  || array_to_tsvector(array_remove(array[left(lower(key), 200), number::text, lower(merge_sha)], null))));

-- CreateIndex
CREATE INDEX "change_size_idx" ON "change" (
  (coalesce(additions, 0)::bigint + coalesce(deletions, 0)), "merged_at", "repository_id", "key") WHERE exposed;
