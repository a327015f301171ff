-- A clinic's phone: when the AI answers, who callers are handed to, and calls that the clinic places.

-- CreateEnum
CREATE TYPE "answer_mode" AS ENUM ('always', 'after_hours', 'no_answer', 'never');
CREATE TYPE "transfer_status" AS ENUM ('ringing', 'accepted', 'declined', 'busy', 'no_answer', 'failed', 'gone');
CREATE TYPE "callback_attempt_status" AS ENUM ('waiting', 'placing', 'ringing', 'talking', 'answered', 'voicemail', 'busy', 'no_answer', 'failed', 'refused');

-- AlterTable
ALTER TABLE "clinics"
    ADD COLUMN "answer_mode" "answer_mode" NOT NULL DEFAULT 'always',
    ADD COLUMN "answer_after_rings" SMALLINT NOT NULL DEFAULT 4,
    ADD COLUMN "after_hours_en" TEXT,
    ADD COLUMN "after_hours_hi" TEXT,
    ADD COLUMN "caller_id" TEXT,
    ADD COLUMN "calling_from_min" SMALLINT NOT NULL DEFAULT 540,
    ADD COLUMN "calling_to_min" SMALLINT NOT NULL DEFAULT 1200,
    ADD COLUMN "calls_back_itself" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "monthly_cap_paise" INTEGER;
ALTER TABLE "clinics"
    ADD CONSTRAINT "clinics_phone" CHECK ("answer_after_rings" BETWEEN 1 AND 10 AND "monthly_cap_paise" > 0),
    ADD CONSTRAINT "clinics_calling" CHECK ("calling_from_min" >= 0 AND "calling_from_min" < "calling_to_min" AND "calling_to_min" <= 1440),
    ADD CONSTRAINT "clinics_caller_id_e164" CHECK ("caller_id" ~ '^\+[1-9][0-9]{6,14}$');

-- AlterTable
ALTER TABLE "transfer_entries"
    ADD COLUMN "group" TEXT,
    ADD COLUMN "user_id" UUID,
    ADD COLUMN "doctor_id" UUID,
    ADD COLUMN "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "is_warm" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "ring_seconds" SMALLINT NOT NULL DEFAULT 20;
ALTER TABLE "transfer_entries" ADD CONSTRAINT "transfer_entries_ring" CHECK ("ring_seconds" BETWEEN 5 AND 60);
ALTER TABLE "transfer_entries" ADD CONSTRAINT "transfer_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "transfer_entries" ADD CONSTRAINT "transfer_entries_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- CreateTable
CREATE TABLE "call_transfers" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "step" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "targets" TEXT[],
    "phones" TEXT[],
    "is_warm" BOOLEAN NOT NULL,
    "ring_seconds" SMALLINT NOT NULL,
    "status" "transfer_status" NOT NULL DEFAULT 'ringing',
    "leg_sids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "accepted_sid" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "callback_attempts" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "callback_id" UUID NOT NULL,
    "attempt" SMALLINT NOT NULL,
    "status" "callback_attempt_status" NOT NULL DEFAULT 'waiting',
    "call_sid" TEXT,
    "call_id" UUID,
    "requested_by_user_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "callback_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "call_transfers_clinic_id_id_key" ON "call_transfers"("clinic_id", "id");
CREATE UNIQUE INDEX "call_transfers_clinic_id_call_id_step_key" ON "call_transfers"("clinic_id", "call_id", "step");
CREATE UNIQUE INDEX "callback_attempts_clinic_id_id_key" ON "callback_attempts"("clinic_id", "id");
CREATE UNIQUE INDEX "callback_attempts_clinic_id_callback_id_attempt_key" ON "callback_attempts"("clinic_id", "callback_id", "attempt");
-- Nobody is rung by two calls at once.
CREATE UNIQUE INDEX "callback_attempts_one_open_partial" ON "callback_attempts"("clinic_id", "callback_id") WHERE "status" IN ('waiting', 'placing', 'ringing', 'talking');

-- AddForeignKey
ALTER TABLE "call_transfers" ADD CONSTRAINT "call_transfers_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "call_transfers" ADD CONSTRAINT "call_transfers_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_clinic_id_callback_id_fkey" FOREIGN KEY ("clinic_id", "callback_id") REFERENCES "callbacks"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_requested_by_user_id_fkey" FOREIGN KEY ("requested_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "call_transfers" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_transfers" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_transfers" TO vaani_app;
ALTER TABLE "callback_attempts" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "callback_attempts" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "callback_attempts" TO vaani_app;
