-- Calls in which an admin tries what is not saved yet: they change nothing, and stand in no list and no figure.
ALTER TABLE "call_logs" ADD COLUMN "is_draft" BOOLEAN NOT NULL DEFAULT false;

-- The list's own index holds what the list shows.
DROP INDEX "call_logs_list_covering";
CREATE INDEX "call_logs_list_covering" ON "call_logs"("clinic_id", "started_at" DESC, "id" DESC)
  INCLUDE ("outcome", "language", "sentiment", "duration_seconds", "turn_count", "interruptions", "has_fallen_back", "disposition", "wishes", "patient_id", "ended_at")
  WHERE NOT "is_draft";
