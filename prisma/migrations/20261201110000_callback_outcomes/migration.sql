-- What came of a promise to ring back, as whoever kept it says.
CREATE TYPE "callback_outcome" AS ENUM ('reached', 'booked', 'message_left', 'not_reached', 'wrong_number', 'not_needed');
ALTER TABLE "callbacks"
  ADD COLUMN "outcome" "callback_outcome",
  ADD COLUMN "note" TEXT,
  ADD COLUMN "closed_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_by_user_id" UUID;
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_closed_by_user_id_fkey" FOREIGN KEY ("closed_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_note_sealed" CHECK ("note" LIKE 'v1.%');
