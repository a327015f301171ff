-- Transcripts are found by keyed words, newest call first: the moment stands beside the token, so that one index gives the order. A token is of kind and
-- term together, so that the kind need not be in the key (the = of an enum uses no index behind a policy).
ALTER TABLE "call_tokens" ADD COLUMN "started_at" TIMESTAMPTZ(3);
UPDATE "call_tokens" t SET "started_at" = c."started_at" FROM "call_logs" c WHERE c."clinic_id" = t."clinic_id" AND c."id" = t."call_id";
ALTER TABLE "call_tokens" ALTER COLUMN "started_at" SET NOT NULL;
ALTER TABLE "call_tokens" DROP CONSTRAINT "call_tokens_pkey", ADD CONSTRAINT "call_tokens_pkey" PRIMARY KEY ("clinic_id", "token", "call_id");
CREATE INDEX "call_tokens_clinic_id_token_started_at_call_id_idx" ON "call_tokens"("clinic_id", "token", "started_at" DESC, "call_id");

-- What staff made of a call, and what the caller wanted.
CREATE TYPE "call_disposition" AS ENUM ('settled', 'to_follow_up', 'complaint', 'wrong_number', 'nuisance');
CREATE TYPE "call_wish" AS ENUM ('booking', 'moving', 'cancelling', 'information', 'queue', 'message', 'person', 'emergency');
ALTER TABLE "call_logs"
  ADD COLUMN "wishes" "call_wish"[] DEFAULT ARRAY[]::"call_wish"[],
  ADD COLUMN "disposition" "call_disposition",
  ADD COLUMN "reviewed_at" TIMESTAMPTZ(3),
  ADD COLUMN "reviewed_by_user_id" UUID,
  ADD COLUMN "indexed_at" TIMESTAMPTZ(3);
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_reviewed_by_user_id_fkey" FOREIGN KEY ("reviewed_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- What the list of calls filters by stands in the index itself: a filter that few calls fit reads no table.
CREATE INDEX "call_logs_list_covering" ON "call_logs"("clinic_id", "started_at" DESC, "id" DESC)
  INCLUDE ("outcome", "language", "sentiment", "duration_seconds", "turn_count", "interruptions", "has_fallen_back", "disposition", "wishes", "patient_id", "ended_at");
-- Calls that are over and not yet to be found by their words: few, or none.
CREATE INDEX "call_logs_unindexed_partial" ON "call_logs"("clinic_id", "started_at" DESC) WHERE "indexed_at" IS NULL AND "ended_at" IS NOT NULL;

CREATE TABLE "call_tasks" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "callback_status" NOT NULL DEFAULT 'open',
    "owner_user_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_tasks_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "call_tasks_clinic_id_id_key" ON "call_tasks"("clinic_id", "id");
CREATE INDEX "call_tasks_clinic_id_call_id_idx" ON "call_tasks"("clinic_id", "call_id");
CREATE INDEX "call_tasks_clinic_id_due_at_idx" ON "call_tasks"("clinic_id", "due_at");
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_owner_user_id_fkey" FOREIGN KEY ("owner_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_sealed" CHECK ("text" LIKE 'v1.%');

-- Sums by the clinic's day, made by a job. Numbers only: nothing in them is about one person.
CREATE TABLE "call_rollups" (
    "clinic_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "call_rollups_pkey" PRIMARY KEY ("clinic_id", "measure", "day", "key")
);
ALTER TABLE "call_rollups" ADD CONSTRAINT "call_rollups_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "visit_rollups" (
    "clinic_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "doctor_id" UUID NOT NULL,
    "open_minutes" INTEGER NOT NULL,
    "booked_minutes" INTEGER NOT NULL,
    "kept" INTEGER NOT NULL,
    "no_shows" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,

    CONSTRAINT "visit_rollups_pkey" PRIMARY KEY ("clinic_id", "day", "doctor_id")
);
ALTER TABLE "visit_rollups" ADD CONSTRAINT "visit_rollups_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_rollups" ADD CONSTRAINT "visit_rollups_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "visit_rollups_clinic_id_doctor_id_idx" ON "visit_rollups"("clinic_id", "doctor_id");

CREATE TABLE "rollup_states" (
    "clinic_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_states_pkey" PRIMARY KEY ("clinic_id")
);
ALTER TABLE "rollup_states" ADD CONSTRAINT "rollup_states_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "call_tasks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_tasks" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_tasks" TO vaani_app;
ALTER TABLE "call_rollups" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_rollups" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_rollups" TO vaani_app;
ALTER TABLE "visit_rollups" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "visit_rollups" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "visit_rollups" TO vaani_app;
ALTER TABLE "rollup_states" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "rollup_states" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "rollup_states" TO vaani_app;
