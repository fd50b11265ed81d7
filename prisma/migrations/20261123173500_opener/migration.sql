-- Who opened a change is a fact of its own, no part of its description.
UPDATE "change" SET "facts" = ("facts" #- '{description,value,author}') || jsonb_build_object('opener',
  jsonb_build_object('priority', "facts" #> '{description,priority}', 'at', "facts" #> '{description,at}',
    'value', "facts" #> '{description,value,author}'))
WHERE "facts" #> '{description,value,author}' IS NOT NULL;
