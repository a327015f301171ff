-- A call-back in which a person speaks from the browser, not the AI.
ALTER TABLE "callback_attempts" ADD COLUMN "is_by_person" BOOLEAN NOT NULL DEFAULT false;
