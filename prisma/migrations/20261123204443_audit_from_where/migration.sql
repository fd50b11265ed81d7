-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "address" TEXT,
ADD COLUMN     "request_id" TEXT;

-- The audit trail is only ever added to, whoever asks. Migrations are cut at every one of them, so that
-- those of the function are written as \x3b.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
  E'BEGIN RAISE EXCEPTION \'The audit trail is only ever added to.\' USING ERRCODE = \'restrict_violation\'\x3b END';

CREATE TRIGGER audit_entry_is_added_to
  BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
