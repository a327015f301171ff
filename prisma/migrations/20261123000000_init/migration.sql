-- CreateEnum
CREATE TYPE "language" AS ENUM ('en', 'hi', 'hi-en');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'receptionist', 'doctor');

-- CreateEnum
CREATE TYPE "claim_kind" AS ENUM ('hold', 'appointment', 'block');

-- CreateEnum
CREATE TYPE "appointment_status" AS ENUM ('scheduled', 'confirmed', 'checked_in', 'in_consultation', 'completed', 'cancelled', 'no_show', 'rescheduled');

-- CreateEnum
CREATE TYPE "appointment_source" AS ENUM ('call', 'desk', 'api', 'link', 'seed');

-- CreateEnum
CREATE TYPE "call_direction" AS ENUM ('inbound', 'outbound', 'browser');

-- CreateEnum
CREATE TYPE "call_outcome" AS ENUM ('booked', 'moved', 'cancelled', 'informed', 'message', 'transferred', 'staff', 'emergency', 'abandoned', 'failed');

-- CreateEnum
CREATE TYPE "sentiment" AS ENUM ('positive', 'neutral', 'negative');

-- CreateEnum
CREATE TYPE "speaker" AS ENUM ('caller', 'agent', 'staff');

-- CreateEnum
CREATE TYPE "callback_status" AS ENUM ('open', 'in_progress', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('booking', 'cancellation', 'move', 'reminder', 'callback');

-- CreateEnum
CREATE TYPE "message_status" AS ENUM ('waiting', 'sending', 'done', 'cancelled', 'dead');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('sms', 'whatsapp', 'email', 'local');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('attempted', 'accepted', 'delivered', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "token_kind" AS ENUM ('phone', 'last_four', 'uhid', 'name_word', 'name_prefix', 'name_sound', 'word_stem');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('staff', 'agent', 'patient', 'api_key', 'system');

-- CreateTable
CREATE TABLE "clinics" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_hindi" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Kolkata',
    "country" TEXT NOT NULL DEFAULT 'IN',
    "language" "language" NOT NULL DEFAULT 'hi',
    "own_phone" TEXT,
    "emergency_numbers" TEXT[] DEFAULT ARRAY['112', '108']::TEXT[],
    "hold_seconds" INTEGER NOT NULL DEFAULT 90,
    "unverified_booking_limit" INTEGER NOT NULL DEFAULT 4,
    "minimum_notice_min" INTEGER NOT NULL DEFAULT 30,
    "maximum_advance_days" INTEGER NOT NULL DEFAULT 60,
    "demo_seeded_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clinics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clinic_keys" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "data_key" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "ring_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clinic_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(3),
    "language" "language" NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "doctor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone_numbers" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phone_numbers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "branches" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_hindi" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "branches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctors" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "branch_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_hindi" TEXT NOT NULL,
    "speciality" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "colour" INTEGER NOT NULL,
    "grid_min" INTEGER NOT NULL DEFAULT 15,
    "capacity" INTEGER NOT NULL DEFAULT 1,
    "daily_cap" INTEGER,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doctors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "services" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_hindi" TEXT NOT NULL,
    "duration_min" INTEGER NOT NULL,
    "fee_paise" INTEGER NOT NULL,
    "buffer_before_min" INTEGER NOT NULL DEFAULT 0,
    "buffer_after_min" INTEGER NOT NULL DEFAULT 0,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctor_services" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "duration_min" INTEGER,
    "fee_paise" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doctor_services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "weekly_windows" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "branch_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_min" SMALLINT NOT NULL,
    "to_min" SMALLINT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "weekly_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "breaks" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_min" SMALLINT NOT NULL,
    "to_min" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "breaks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leaves" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leaves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holidays" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "branch_id" UUID,
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patients" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "uhid" TEXT,
    "name" TEXT,
    "birth" TEXT,
    "email" TEXT,
    "address" TEXT,
    "abha_number" TEXT,
    "notes" TEXT,
    "language" "language",
    "is_to_be_completed" BOOLEAN NOT NULL DEFAULT false,
    "created_by_call_id" UUID,
    "consent_at" TIMESTAMPTZ(3),
    "consent_how" TEXT,
    "merged_into_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guardians" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardians_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_phones" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "relation" TEXT NOT NULL DEFAULT 'self',
    "is_primary" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_phones_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient_tokens" (
    "clinic_id" UUID NOT NULL,
    "kind" "token_kind" NOT NULL,
    "token" BIGINT NOT NULL,
    "patient_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_tokens_pkey" PRIMARY KEY ("clinic_id","kind","token","patient_id")
);

-- CreateTable
CREATE TABLE "slot_claims" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "lane" SMALLINT NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "claim_kind" NOT NULL,
    "hold_owner" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "call_id" UUID,
    "buffer_before_min" SMALLINT NOT NULL DEFAULT 0,
    "buffer_after_min" SMALLINT NOT NULL DEFAULT 0,
    "released_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slot_claims_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "branch_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "appointment_status" NOT NULL DEFAULT 'scheduled',
    "source" "appointment_source" NOT NULL,
    "reason" TEXT,
    "notes" TEXT,
    "call_id" UUID,
    "claim_id" UUID,
    "is_overbooked" BOOLEAN NOT NULL DEFAULT false,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,
    "cancel_reason" TEXT,
    "rescheduled_to_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_logs" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_sid" TEXT,
    "direction" "call_direction" NOT NULL,
    "from_number" TEXT,
    "to_number" TEXT,
    "forwarded_from" TEXT,
    "phone_number_id" UUID,
    "patient_id" UUID,
    "is_verified" BOOLEAN NOT NULL DEFAULT false,
    "language" "language" NOT NULL,
    "worker_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "duration_seconds" INTEGER,
    "outcome" "call_outcome",
    "transcript" TEXT,
    "summary" TEXT,
    "sentiment" "sentiment",
    "notes" TEXT,
    "turn_count" INTEGER NOT NULL DEFAULT 0,
    "interruptions" INTEGER NOT NULL DEFAULT 0,
    "has_fallen_back" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_legs" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "call_sid" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "status" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_legs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_turns" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "who" "speaker" NOT NULL,
    "text" TEXT NOT NULL,
    "language" "language" NOT NULL,
    "confidence" REAL,
    "is_unclear" BOOLEAN NOT NULL DEFAULT false,
    "started_ms" INTEGER NOT NULL,
    "ended_ms" INTEGER NOT NULL,
    "gap_ms" INTEGER,
    "is_interrupted" BOOLEAN NOT NULL DEFAULT false,
    "record" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_turns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_events" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at_ms" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_tokens" (
    "clinic_id" UUID NOT NULL,
    "kind" "token_kind" NOT NULL,
    "token" BIGINT NOT NULL,
    "call_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_tokens_pkey" PRIMARY KEY ("clinic_id","kind","token","call_id")
);

-- CreateTable
CREATE TABLE "call_steps" (
    "clinic_id" UUID NOT NULL,
    "call_sid" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_steps_pkey" PRIMARY KEY ("clinic_id","call_sid","step")
);

-- CreateTable
CREATE TABLE "callbacks" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "call_id" UUID,
    "phone" TEXT,
    "reason" TEXT NOT NULL,
    "status" "callback_status" NOT NULL DEFAULT 'open',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "callbacks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT,
    "outcome" TEXT NOT NULL,
    "fields" TEXT[],
    "old_values" TEXT,
    "new_values" TEXT,
    "address" TEXT,
    "agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_jobs" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "kind" "message_kind" NOT NULL,
    "appointment_id" UUID,
    "callback_id" UUID,
    "patient_id" UUID,
    "language" "language" NOT NULL,
    "template_id" TEXT,
    "recipient" TEXT,
    "body" TEXT,
    "status" "message_status" NOT NULL DEFAULT 'waiting',
    "send_after" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_deliveries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "provider_message_id" TEXT,
    "status" "delivery_status" NOT NULL,
    "error_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_entries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "language" "language" NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_duty" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "is_on_duty" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_entries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "reasons" TEXT[],
    "weekdays" INTEGER[],
    "from_min" INTEGER NOT NULL DEFAULT 0,
    "to_min" INTEGER NOT NULL DEFAULT 1440,
    "order" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "clinic_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("clinic_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "clinic_keys_clinic_id_id_key" ON "clinic_keys"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "clinic_keys_clinic_id_key" ON "clinic_keys"("clinic_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_clinic_id_id_key" ON "memberships"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_clinic_id_user_id_key" ON "memberships"("clinic_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "phone_numbers_number_key" ON "phone_numbers"("number");

-- CreateIndex
CREATE UNIQUE INDEX "phone_numbers_clinic_id_id_key" ON "phone_numbers"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "branches_clinic_id_id_key" ON "branches"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "doctors_clinic_id_id_key" ON "doctors"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "services_clinic_id_id_key" ON "services"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_services_clinic_id_id_key" ON "doctor_services"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_services_clinic_id_doctor_id_service_id_key" ON "doctor_services"("clinic_id", "doctor_id", "service_id");

-- CreateIndex
CREATE INDEX "weekly_windows_clinic_id_doctor_id_idx" ON "weekly_windows"("clinic_id", "doctor_id");

-- CreateIndex
CREATE UNIQUE INDEX "weekly_windows_clinic_id_id_key" ON "weekly_windows"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "breaks_clinic_id_doctor_id_idx" ON "breaks"("clinic_id", "doctor_id");

-- CreateIndex
CREATE UNIQUE INDEX "breaks_clinic_id_id_key" ON "breaks"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "leaves_clinic_id_doctor_id_starts_at_idx" ON "leaves"("clinic_id", "doctor_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "leaves_clinic_id_id_key" ON "leaves"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "holidays_clinic_id_date_idx" ON "holidays"("clinic_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "holidays_clinic_id_id_key" ON "holidays"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "patients_clinic_id_updated_at_idx" ON "patients"("clinic_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "patients_clinic_id_id_key" ON "patients"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "patients_clinic_id_uhid_key" ON "patients"("clinic_id", "uhid");

-- CreateIndex
CREATE INDEX "guardians_clinic_id_patient_id_idx" ON "guardians"("clinic_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "guardians_clinic_id_id_key" ON "guardians"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "patient_phones_clinic_id_patient_id_idx" ON "patient_phones"("clinic_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "patient_phones_clinic_id_id_key" ON "patient_phones"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "patient_tokens_clinic_id_patient_id_idx" ON "patient_tokens"("clinic_id", "patient_id");

-- CreateIndex
CREATE INDEX "slot_claims_clinic_id_resource_id_starts_at_idx" ON "slot_claims"("clinic_id", "resource_id", "starts_at");

-- CreateIndex
CREATE INDEX "slot_claims_clinic_id_hold_owner_idx" ON "slot_claims"("clinic_id", "hold_owner");

-- CreateIndex
CREATE UNIQUE INDEX "slot_claims_clinic_id_id_key" ON "slot_claims"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "appointments_claim_id_key" ON "appointments"("claim_id");

-- CreateIndex
CREATE INDEX "appointments_clinic_id_doctor_id_starts_at_idx" ON "appointments"("clinic_id", "doctor_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointments_clinic_id_starts_at_idx" ON "appointments"("clinic_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointments_clinic_id_patient_id_starts_at_idx" ON "appointments"("clinic_id", "patient_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointments_clinic_id_call_id_idx" ON "appointments"("clinic_id", "call_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointments_clinic_id_id_key" ON "appointments"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "appointments_clinic_id_claim_id_key" ON "appointments"("clinic_id", "claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_logs_call_sid_key" ON "call_logs"("call_sid");

-- CreateIndex
CREATE INDEX "call_logs_clinic_id_started_at_idx" ON "call_logs"("clinic_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "call_logs_clinic_id_patient_id_started_at_idx" ON "call_logs"("clinic_id", "patient_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "call_logs_clinic_id_id_key" ON "call_logs"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_legs_call_sid_key" ON "call_legs"("call_sid");

-- CreateIndex
CREATE INDEX "call_legs_clinic_id_call_id_idx" ON "call_legs"("clinic_id", "call_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_legs_clinic_id_id_key" ON "call_legs"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_turns_clinic_id_id_key" ON "call_turns"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_turns_clinic_id_call_id_index_key" ON "call_turns"("clinic_id", "call_id", "index");

-- CreateIndex
CREATE INDEX "call_events_clinic_id_call_id_at_ms_idx" ON "call_events"("clinic_id", "call_id", "at_ms");

-- CreateIndex
CREATE UNIQUE INDEX "call_events_clinic_id_id_key" ON "call_events"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "call_tokens_clinic_id_call_id_idx" ON "call_tokens"("clinic_id", "call_id");

-- CreateIndex
CREATE INDEX "callbacks_clinic_id_status_due_at_idx" ON "callbacks"("clinic_id", "status", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "callbacks_clinic_id_id_key" ON "callbacks"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "callbacks_clinic_id_call_id_key" ON "callbacks"("clinic_id", "call_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_clinic_id_id_key" ON "api_keys"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_clinic_id_created_at_idx" ON "audit_entries"("clinic_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_clinic_id_object_kind_object_id_idx" ON "audit_entries"("clinic_id", "object_kind", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_clinic_id_id_key" ON "audit_entries"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "message_jobs_clinic_id_status_send_after_idx" ON "message_jobs"("clinic_id", "status", "send_after");

-- CreateIndex
CREATE INDEX "message_jobs_clinic_id_appointment_id_idx" ON "message_jobs"("clinic_id", "appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_jobs_clinic_id_id_key" ON "message_jobs"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "message_deliveries_clinic_id_message_id_idx" ON "message_deliveries"("clinic_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_deliveries_clinic_id_id_key" ON "message_deliveries"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_entries_clinic_id_id_key" ON "knowledge_entries"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_entries_clinic_id_topic_language_key" ON "knowledge_entries"("clinic_id", "topic", "language");

-- CreateIndex
CREATE UNIQUE INDEX "staff_duty_clinic_id_id_key" ON "staff_duty"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_duty_clinic_id_user_id_key" ON "staff_duty"("clinic_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_entries_clinic_id_id_key" ON "transfer_entries"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "clinic_keys" ADD CONSTRAINT "clinic_keys_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "branches" ADD CONSTRAINT "branches_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "services" ADD CONSTRAINT "services_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_services" ADD CONSTRAINT "doctor_services_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_services" ADD CONSTRAINT "doctor_services_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doctor_services" ADD CONSTRAINT "doctor_services_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "services"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "weekly_windows" ADD CONSTRAINT "weekly_windows_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "weekly_windows" ADD CONSTRAINT "weekly_windows_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "weekly_windows" ADD CONSTRAINT "weekly_windows_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_clinic_id_created_by_call_id_fkey" FOREIGN KEY ("clinic_id", "created_by_call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patients" ADD CONSTRAINT "patients_clinic_id_merged_into_id_fkey" FOREIGN KEY ("clinic_id", "merged_into_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_phones" ADD CONSTRAINT "patient_phones_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_phones" ADD CONSTRAINT "patient_phones_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_tokens" ADD CONSTRAINT "patient_tokens_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_tokens" ADD CONSTRAINT "patient_tokens_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "slot_claims" ADD CONSTRAINT "slot_claims_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "slot_claims" ADD CONSTRAINT "slot_claims_clinic_id_resource_id_fkey" FOREIGN KEY ("clinic_id", "resource_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "slot_claims" ADD CONSTRAINT "slot_claims_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "services"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_claim_id_fkey" FOREIGN KEY ("clinic_id", "claim_id") REFERENCES "slot_claims"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_clinic_id_rescheduled_to_id_fkey" FOREIGN KEY ("clinic_id", "rescheduled_to_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_clinic_id_phone_number_id_fkey" FOREIGN KEY ("clinic_id", "phone_number_id") REFERENCES "phone_numbers"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_legs" ADD CONSTRAINT "call_legs_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_legs" ADD CONSTRAINT "call_legs_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_turns" ADD CONSTRAINT "call_turns_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_turns" ADD CONSTRAINT "call_turns_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_events" ADD CONSTRAINT "call_events_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_events" ADD CONSTRAINT "call_events_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_tokens" ADD CONSTRAINT "call_tokens_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_tokens" ADD CONSTRAINT "call_tokens_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_steps" ADD CONSTRAINT "call_steps_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_owner_user_id_fkey" FOREIGN KEY ("owner_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_clinic_id_callback_id_fkey" FOREIGN KEY ("clinic_id", "callback_id") REFERENCES "callbacks"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_deliveries" ADD CONSTRAINT "message_deliveries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_deliveries" ADD CONSTRAINT "message_deliveries_clinic_id_message_id_fkey" FOREIGN KEY ("clinic_id", "message_id") REFERENCES "message_jobs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "knowledge_entries" ADD CONSTRAINT "knowledge_entries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_duty" ADD CONSTRAINT "staff_duty_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_duty" ADD CONSTRAINT "staff_duty_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transfer_entries" ADD CONSTRAINT "transfer_entries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's language cannot say stands below.

-- Time on a calendar: the database refuses overlaps. docs/decisions/0005-claims.md
ALTER TABLE "slot_claims"
  ADD CONSTRAINT "slot_claims_span" CHECK ("starts_at" < "ends_at" AND "ends_at" <= "starts_at" + INTERVAL '24 hours'),
  ADD CONSTRAINT "slot_claims_lane" CHECK ("lane" >= 0),
  ADD CONSTRAINT "slot_claims_hold" CHECK (("kind" = 'hold') = ("hold_owner" IS NOT NULL) AND ("kind" = 'hold') = ("expires_at" IS NOT NULL)),
  ADD CONSTRAINT "slot_claims_no_overlap" EXCLUDE USING gist (
    "resource_id" WITH =, "lane" WITH =, tstzrange("starts_at", "ends_at") WITH &&
  ) WHERE ("released_at" IS NULL);

ALTER TABLE "appointments"
  ADD CONSTRAINT "appointments_span" CHECK ("starts_at" < "ends_at" AND "ends_at" <= "starts_at" + INTERVAL '24 hours'),
  ADD CONSTRAINT "appointments_claim" CHECK (
    CASE WHEN "status" IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation') AND NOT "is_overbooked"
      THEN "claim_id" IS NOT NULL ELSE "claim_id" IS NULL END
  );

ALTER TABLE "weekly_windows" ADD CONSTRAINT "weekly_windows_span"
  CHECK ("weekday" BETWEEN 1 AND 7 AND 0 <= "from_min" AND "from_min" < "to_min" AND "to_min" <= 1440);
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_span"
  CHECK ("weekday" BETWEEN 1 AND 7 AND 0 <= "from_min" AND "from_min" < "to_min" AND "to_min" <= 1440);
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_span" CHECK ("starts_at" < "ends_at");
ALTER TABLE "services" ADD CONSTRAINT "services_numbers"
  CHECK ("duration_min" BETWEEN 1 AND 1440 AND "fee_paise" >= 0 AND "buffer_before_min" >= 0 AND "buffer_after_min" >= 0);
ALTER TABLE "doctor_services" ADD CONSTRAINT "doctor_services_duration" CHECK ("duration_min" BETWEEN 1 AND 1440);
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_numbers" CHECK ("grid_min" BETWEEN 1 AND 1440 AND "capacity" BETWEEN 1 AND 50);
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_e164" CHECK ("number" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "transfer_entries" ADD CONSTRAINT "transfer_entries_e164" CHECK ("phone" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "clinics" ADD CONSTRAINT "clinics_e164" CHECK ("own_phone" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "users" ADD CONSTRAINT "users_email" CHECK ("email" = lower("email"));
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_doctor" CHECK (("role" = 'doctor') = ("doctor_id" IS NOT NULL));

-- Nothing is written in the clear where the list of what is encrypted says otherwise.
ALTER TABLE "patients" ADD CONSTRAINT "patients_sealed" CHECK ("name" LIKE 'v1.%' AND "birth" LIKE 'v1.%' AND "email" LIKE 'v1.%' AND "address" LIKE 'v1.%' AND "abha_number" LIKE 'v1.%' AND "notes" LIKE 'v1.%');
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_sealed" CHECK ("name" LIKE 'v1.%' AND "phone" LIKE 'v1.%');
ALTER TABLE "patient_phones" ADD CONSTRAINT "patient_phones_sealed" CHECK ("phone" LIKE 'v1.%');
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_sealed" CHECK ("reason" LIKE 'v1.%' AND "notes" LIKE 'v1.%' AND "cancel_reason" LIKE 'v1.%');
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_sealed" CHECK ("from_number" LIKE 'v1.%' AND "to_number" LIKE 'v1.%' AND "forwarded_from" LIKE 'v1.%' AND "transcript" LIKE 'v1.%' AND "summary" LIKE 'v1.%' AND "notes" LIKE 'v1.%');
ALTER TABLE "call_turns" ADD CONSTRAINT "call_turns_sealed" CHECK ("text" LIKE 'v1.%');
ALTER TABLE "call_events" ADD CONSTRAINT "call_events_sealed" CHECK ("payload" LIKE 'v1.%');
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_sealed" CHECK ("phone" LIKE 'v1.%' AND "reason" LIKE 'v1.%');
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_sealed" CHECK ("old_values" LIKE 'v1.%' AND "new_values" LIKE 'v1.%');
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_sealed" CHECK ("recipient" LIKE 'v1.%' AND "body" LIKE 'v1.%');
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_sealed" CHECK ("response" LIKE 'v1.%');

-- The clinic that the transaction speaks for: set by withTenant, null outside of it.
CREATE FUNCTION current_clinic() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.clinic_id', true), '')::uuid $$;

GRANT USAGE ON SCHEMA public TO vaani_app;
GRANT EXECUTE ON FUNCTION current_clinic() TO vaani_app;

-- Every table of a clinic stands behind its policy. The owner is not bound by it: it migrates, and owns the functions below that
-- look across clinics.
ALTER TABLE "clinic_keys" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "clinic_keys" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "clinic_keys" TO vaani_app;
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "memberships" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships" TO vaani_app;
ALTER TABLE "phone_numbers" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "phone_numbers" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "phone_numbers" TO vaani_app;
ALTER TABLE "branches" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "branches" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "branches" TO vaani_app;
ALTER TABLE "doctors" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "doctors" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "doctors" TO vaani_app;
ALTER TABLE "services" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "services" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "services" TO vaani_app;
ALTER TABLE "doctor_services" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "doctor_services" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "doctor_services" TO vaani_app;
ALTER TABLE "weekly_windows" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "weekly_windows" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "weekly_windows" TO vaani_app;
ALTER TABLE "breaks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "breaks" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "breaks" TO vaani_app;
ALTER TABLE "leaves" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "leaves" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "leaves" TO vaani_app;
ALTER TABLE "holidays" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "holidays" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "holidays" TO vaani_app;
ALTER TABLE "patients" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "patients" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "patients" TO vaani_app;
ALTER TABLE "guardians" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "guardians" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "guardians" TO vaani_app;
ALTER TABLE "patient_phones" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "patient_phones" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "patient_phones" TO vaani_app;
ALTER TABLE "patient_tokens" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "patient_tokens" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "patient_tokens" TO vaani_app;
ALTER TABLE "slot_claims" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "slot_claims" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "slot_claims" TO vaani_app;
ALTER TABLE "appointments" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "appointments" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "appointments" TO vaani_app;
ALTER TABLE "call_logs" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_logs" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_logs" TO vaani_app;
ALTER TABLE "call_legs" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_legs" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_legs" TO vaani_app;
ALTER TABLE "call_turns" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_turns" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_turns" TO vaani_app;
ALTER TABLE "call_events" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_events" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_events" TO vaani_app;
ALTER TABLE "call_tokens" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_tokens" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_tokens" TO vaani_app;
ALTER TABLE "call_steps" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "call_steps" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_steps" TO vaani_app;
ALTER TABLE "callbacks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "callbacks" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "callbacks" TO vaani_app;
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "api_keys" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "api_keys" TO vaani_app;
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "audit_entries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_entries" TO vaani_app;
ALTER TABLE "message_jobs" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_jobs" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_jobs" TO vaani_app;
ALTER TABLE "message_deliveries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_deliveries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_deliveries" TO vaani_app;
ALTER TABLE "knowledge_entries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "knowledge_entries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "knowledge_entries" TO vaani_app;
ALTER TABLE "staff_duty" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "staff_duty" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "staff_duty" TO vaani_app;
ALTER TABLE "transfer_entries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "transfer_entries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "transfer_entries" TO vaani_app;
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "idempotency_keys" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_keys" TO vaani_app;

-- The audit is written and read, never changed.
REVOKE UPDATE, DELETE ON "audit_entries" FROM vaani_app;

ALTER TABLE "clinics" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "clinics" USING ("id" = (SELECT current_clinic())) WITH CHECK ("id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE ON "clinics" TO vaani_app;

-- Colleagues are seen by name, what signs them in only through the functions below.
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON "users" FOR SELECT USING (
  EXISTS (SELECT 1 FROM "memberships" WHERE "memberships"."user_id" = "users"."id" AND "memberships"."clinic_id" = (SELECT current_clinic()))
);
GRANT SELECT ("id", "email", "name", "disabled_at", "language", "created_at", "updated_at") ON "users" TO vaani_app;

-- The few things that must look across clinics.
CREATE FUNCTION clinic_by_number(dialled text) RETURNS TABLE (clinic_id uuid, phone_number_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT n.clinic_id, n.id FROM phone_numbers n WHERE n.number = dialled AND n.is_active $$;

CREATE FUNCTION list_clinic_ids() RETURNS TABLE (clinic_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT c.id FROM clinics c ORDER BY c.created_at, c.id $$;

CREATE FUNCTION call_by_sid(sid text) RETURNS TABLE (clinic_id uuid, call_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT l.clinic_id, l.call_id FROM call_legs l WHERE l.call_sid = sid $$;

CREATE FUNCTION user_by_email(address text) RETURNS TABLE (
    user_id uuid, name text, password_hash text, session_version integer, disabled_at timestamptz, language language
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT u.id, u.name, u.password_hash, u.session_version, u.disabled_at, u.language FROM users u WHERE u.email = lower(address) $$;

CREATE FUNCTION memberships_of(of_user uuid) RETURNS TABLE (clinic_id uuid, clinic_name text, zone text, role role, doctor_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT m.clinic_id, c.name, c.zone, m.role, m.doctor_id
    FROM memberships m JOIN clinics c ON c.id = m.clinic_id
    WHERE m.user_id = of_user ORDER BY c.name, c.id
  $$;

CREATE FUNCTION user_session(of_user uuid) RETURNS TABLE (version integer, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT u.session_version, u.disabled_at FROM users u WHERE u.id = of_user $$;

CREATE FUNCTION create_user(new_id uuid, address text, display_name text, hash text, page_language language) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ INSERT INTO users (id, email, name, password_hash, language) VALUES (new_id, lower(address), display_name, hash, page_language) $$;

-- Ends every session of a user: "sign out everywhere", a changed role, a new password.
CREATE FUNCTION end_sessions(of_user uuid) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ UPDATE users SET session_version = session_version + 1, updated_at = now() WHERE id = of_user RETURNING session_version $$;

REVOKE EXECUTE ON FUNCTION
  clinic_by_number(text), list_clinic_ids(), call_by_sid(text), user_by_email(text), memberships_of(uuid), user_session(uuid),
  create_user(uuid, text, text, text, language), end_sessions(uuid)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  clinic_by_number(text), list_clinic_ids(), call_by_sid(text), user_by_email(text), memberships_of(uuid), user_session(uuid),
  create_user(uuid, text, text, text, language), end_sessions(uuid)
  TO vaani_app;
