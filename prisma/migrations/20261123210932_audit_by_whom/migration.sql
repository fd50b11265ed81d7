-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "person_id" TEXT,
ADD COLUMN     "token_id" INTEGER;

-- CreateIndex
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry"("action", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

CREATE TRIGGER audit_entry_is_never_emptied
  BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
