-- CreateEnum
CREATE TYPE "waitlist_status" AS ENUM ('waiting', 'offered', 'booked', 'left');

-- CreateEnum
CREATE TYPE "offer_status" AS ENUM ('open', 'accepted', 'declined', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "day_part" AS ENUM ('morning', 'afternoon', 'evening', 'night');

-- CreateEnum
CREATE TYPE "token_status" AS ENUM ('waiting', 'called', 'done', 'skipped', 'cancelled');

-- CreateEnum
CREATE TYPE "follow_up_reason" AS ENUM ('no_place', 'already_here', 'begun', 'asked');

-- AlterTable
ALTER TABLE "clinics" ADD COLUMN     "waitlist_offer_min" INTEGER NOT NULL DEFAULT 20;

-- AlterTable
ALTER TABLE "message_jobs" ADD COLUMN     "offer_id" UUID;

-- CreateTable
CREATE TABLE "message_appointments" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waitlist_entries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "doctor_id" UUID,
    "speciality" TEXT,
    "service_id" UUID NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "part" "day_part",
    "phone" TEXT,
    "notes" TEXT,
    "status" "waitlist_status" NOT NULL DEFAULT 'waiting',
    "call_id" UUID,
    "appointment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waitlist_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waitlist_offers" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "branch_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "claim_id" UUID NOT NULL,
    "status" "offer_status" NOT NULL DEFAULT 'open',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waitlist_offers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctor_sessions" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "branch_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "from_min" SMALLINT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "late_min" INTEGER NOT NULL DEFAULT 0,
    "shifted_min" INTEGER NOT NULL DEFAULT 0,
    "last_number" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doctor_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_tokens" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "service_id" UUID NOT NULL,
    "patient_id" UUID,
    "appointment_id" UUID,
    "name" TEXT,
    "phone" TEXT,
    "status" "token_status" NOT NULL DEFAULT 'waiting',
    "called_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "recalled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up_calls" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "reason" "follow_up_reason" NOT NULL,
    "status" "callback_status" NOT NULL DEFAULT 'open',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_user_id" UUID,
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_up_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiting_rooms" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "branch_id" UUID,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_by_user_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waiting_rooms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_appointments_clinic_id_appointment_id_idx" ON "message_appointments"("clinic_id", "appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_appointments_clinic_id_id_key" ON "message_appointments"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_appointments_clinic_id_message_id_appointment_id_key" ON "message_appointments"("clinic_id", "message_id", "appointment_id");

-- CreateIndex
CREATE INDEX "waitlist_entries_clinic_id_status_created_at_idx" ON "waitlist_entries"("clinic_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "waitlist_entries_clinic_id_patient_id_idx" ON "waitlist_entries"("clinic_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "waitlist_entries_clinic_id_id_key" ON "waitlist_entries"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "waitlist_offers_clinic_id_doctor_id_starts_at_idx" ON "waitlist_offers"("clinic_id", "doctor_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "waitlist_offers_clinic_id_id_key" ON "waitlist_offers"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "waitlist_offers_clinic_id_entry_id_doctor_id_starts_at_key" ON "waitlist_offers"("clinic_id", "entry_id", "doctor_id", "starts_at");

-- CreateIndex
CREATE INDEX "doctor_sessions_clinic_id_date_idx" ON "doctor_sessions"("clinic_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_sessions_clinic_id_id_key" ON "doctor_sessions"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_sessions_clinic_id_doctor_id_date_from_min_key" ON "doctor_sessions"("clinic_id", "doctor_id", "date", "from_min");

-- CreateIndex
CREATE INDEX "queue_tokens_clinic_id_patient_id_idx" ON "queue_tokens"("clinic_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "queue_tokens_clinic_id_id_key" ON "queue_tokens"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "queue_tokens_clinic_id_appointment_id_key" ON "queue_tokens"("clinic_id", "appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "queue_tokens_clinic_id_session_id_number_key" ON "queue_tokens"("clinic_id", "session_id", "number");

-- CreateIndex
CREATE INDEX "follow_up_calls_clinic_id_status_due_at_idx" ON "follow_up_calls"("clinic_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "follow_up_calls_clinic_id_appointment_id_idx" ON "follow_up_calls"("clinic_id", "appointment_id");

-- CreateIndex
CREATE INDEX "follow_up_calls_clinic_id_patient_id_idx" ON "follow_up_calls"("clinic_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_calls_clinic_id_id_key" ON "follow_up_calls"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_rooms_hash_key" ON "waiting_rooms"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_rooms_clinic_id_id_key" ON "waiting_rooms"("clinic_id", "id");

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_clinic_id_offer_id_fkey" FOREIGN KEY ("clinic_id", "offer_id") REFERENCES "waitlist_offers"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_appointments" ADD CONSTRAINT "message_appointments_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_appointments" ADD CONSTRAINT "message_appointments_clinic_id_message_id_fkey" FOREIGN KEY ("clinic_id", "message_id") REFERENCES "message_jobs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_appointments" ADD CONSTRAINT "message_appointments_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "services"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_entry_id_fkey" FOREIGN KEY ("clinic_id", "entry_id") REFERENCES "waitlist_entries"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "services"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waitlist_offers" ADD CONSTRAINT "waitlist_offers_clinic_id_claim_id_fkey" FOREIGN KEY ("clinic_id", "claim_id") REFERENCES "slot_claims"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_sessions" ADD CONSTRAINT "doctor_sessions_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_sessions" ADD CONSTRAINT "doctor_sessions_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_sessions" ADD CONSTRAINT "doctor_sessions_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_clinic_id_session_id_fkey" FOREIGN KEY ("clinic_id", "session_id") REFERENCES "doctor_sessions"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "services"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_up_calls" ADD CONSTRAINT "follow_up_calls_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_up_calls" ADD CONSTRAINT "follow_up_calls_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_up_calls" ADD CONSTRAINT "follow_up_calls_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "follow_up_calls" ADD CONSTRAINT "follow_up_calls_owner_user_id_fkey" FOREIGN KEY ("owner_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_created_by_user_id_fkey" FOREIGN KEY ("created_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's language cannot say stands below.

ALTER TABLE "clinics" ADD CONSTRAINT "clinics_waitlist" CHECK ("waitlist_offer_min" BETWEEN 1 AND 1440);
ALTER TABLE "waitlist_entries"
  ADD CONSTRAINT "waitlist_entries_days" CHECK ("from_date" <= "to_date"),
  ADD CONSTRAINT "waitlist_entries_booked" CHECK (("status" = 'booked') = ("appointment_id" IS NOT NULL));
ALTER TABLE "waitlist_offers"
  ADD CONSTRAINT "waitlist_offers_span" CHECK ("starts_at" < "ends_at"),
  ADD CONSTRAINT "waitlist_offers_closed" CHECK (("status" = 'open') = ("closed_at" IS NULL));
ALTER TABLE "doctor_sessions"
  ADD CONSTRAINT "doctor_sessions_span" CHECK ("starts_at" < "ends_at" AND "from_min" BETWEEN 0 AND 1439),
  ADD CONSTRAINT "doctor_sessions_late" CHECK (0 <= "shifted_min" AND "shifted_min" <= "late_min" AND "late_min" <= 720),
  ADD CONSTRAINT "doctor_sessions_number" CHECK ("last_number" >= 0);
ALTER TABLE "queue_tokens"
  ADD CONSTRAINT "queue_tokens_number" CHECK ("number" >= 1),
  ADD CONSTRAINT "queue_tokens_who" CHECK ("patient_id" IS NOT NULL OR "name" IS NOT NULL),
  ADD CONSTRAINT "queue_tokens_appointment" CHECK ("appointment_id" IS NULL OR "patient_id" IS NOT NULL),
  ADD CONSTRAINT "queue_tokens_called" CHECK ("status" NOT IN ('called', 'done') OR "called_at" IS NOT NULL),
  ADD CONSTRAINT "queue_tokens_finished" CHECK (("status" = 'done') = ("finished_at" IS NOT NULL));

ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_sealed" CHECK ("phone" LIKE 'v1.%' AND "notes" LIKE 'v1.%');
ALTER TABLE "queue_tokens" ADD CONSTRAINT "queue_tokens_sealed" CHECK ("name" LIKE 'v1.%' AND "phone" LIKE 'v1.%');
ALTER TABLE "follow_up_calls" ADD CONSTRAINT "follow_up_calls_sealed" CHECK ("notes" LIKE 'v1.%');

ALTER TABLE "message_appointments" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_appointments" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_appointments" TO vaani_app;
ALTER TABLE "waitlist_entries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "waitlist_entries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "waitlist_entries" TO vaani_app;
ALTER TABLE "waitlist_offers" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "waitlist_offers" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "waitlist_offers" TO vaani_app;
ALTER TABLE "doctor_sessions" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "doctor_sessions" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "doctor_sessions" TO vaani_app;
ALTER TABLE "queue_tokens" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "queue_tokens" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "queue_tokens" TO vaani_app;
ALTER TABLE "follow_up_calls" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "follow_up_calls" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "follow_up_calls" TO vaani_app;
ALTER TABLE "waiting_rooms" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "waiting_rooms" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "waiting_rooms" TO vaani_app;

-- A screen in a waiting room knows its secret and nothing else.
CREATE FUNCTION waiting_room_by_hash(secret_hash text) RETURNS TABLE (clinic_id uuid, waiting_room_id uuid, branch_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT w.clinic_id, w.id, w.branch_id FROM waiting_rooms w WHERE w.hash = secret_hash AND w.revoked_at IS NULL $$;
REVOKE EXECUTE ON FUNCTION waiting_room_by_hash(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_room_by_hash(text) TO vaani_app;
