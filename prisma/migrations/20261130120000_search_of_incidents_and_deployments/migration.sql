-- DropIndex
DROP INDEX "deployment_repository_id_sha_idx";

-- CreateIndex
CREATE INDEX "deployment_repository_id_sha_finished_at_key_idx" ON "deployment"("repository_id", "sha", "finished_at", "key");

-- What incidents and deployments can be searched by: the words of title, service and key, and of service and key.
-- lib/measure/search.ts asks for the same expressions.
CREATE INDEX "incident_words_idx" ON "incident" USING GIN ((
  to_tsvector('simple', translate(left(coalesce(title, ''), 1000),
    '/._-:@<>&+~%=?#()[]{}|",!*', '                          '))
  || array_to_tsvector(array_remove(string_to_array(translate(lower(left(key, 200) || ' ' || left(coalesce(service, ''), 200)),
    '/._-:@<>&+~%=?#()[]{}|",!*', '                          '), ' '), ''))));

CREATE INDEX "deployment_words_idx" ON "deployment" USING GIN ((
  array_to_tsvector(array_remove(string_to_array(translate(lower(left(key, 200) || ' ' || left(coalesce(service, ''), 200)),
    '/._-:@<>&+~%=?#()[]{}|",!*', '                          '), ' '), ''))));
