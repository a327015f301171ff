-- What other systems reach: API keys that can be rotated, webhooks, calendars in and out.

-- CreateEnum
CREATE TYPE "webhook_status" AS ENUM ('waiting', 'delivered', 'dead');

-- AlterTable
ALTER TABLE "api_keys"
    ADD COLUMN "hint" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "replaced_by_id" UUID,
    ADD COLUMN "maker_user_id" UUID;

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "events" TEXT[],
    "failing_since" TIMESTAMPTZ(3),
    "last_delivered_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "appointment_id" UUID,
    "call_id" UUID,
    "body" TEXT,
    "status" "webhook_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempts" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER,
    "status_code" INTEGER,
    "failure" TEXT,
    "response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feeds" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "has_names" BOOLEAN NOT NULL DEFAULT false,
    "last_read_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outside_calendars" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "etag" TEXT,
    "expanded_at" TIMESTAMPTZ(3),
    "fetched_at" TIMESTAMPTZ(3),
    "busy_count" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outside_calendars_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "appointments_clinic_id_rescheduled_to_id_idx" ON "appointments"("clinic_id", "rescheduled_to_id");
CREATE UNIQUE INDEX "webhook_endpoints_clinic_id_id_key" ON "webhook_endpoints"("clinic_id", "id");
CREATE INDEX "webhook_deliveries_clinic_id_endpoint_id_occurred_at_idx" ON "webhook_deliveries"("clinic_id", "endpoint_id", "occurred_at" DESC);
CREATE INDEX "webhook_deliveries_clinic_id_occurred_at_idx" ON "webhook_deliveries"("clinic_id", "occurred_at");
CREATE UNIQUE INDEX "webhook_deliveries_clinic_id_id_key" ON "webhook_deliveries"("clinic_id", "id");
CREATE UNIQUE INDEX "webhook_attempts_clinic_id_id_key" ON "webhook_attempts"("clinic_id", "id");
CREATE UNIQUE INDEX "webhook_attempts_clinic_id_delivery_id_index_key" ON "webhook_attempts"("clinic_id", "delivery_id", "index");
CREATE UNIQUE INDEX "calendar_feeds_hash_key" ON "calendar_feeds"("hash");
CREATE UNIQUE INDEX "calendar_feeds_clinic_id_id_key" ON "calendar_feeds"("clinic_id", "id");
CREATE INDEX "outside_calendars_clinic_id_doctor_id_idx" ON "outside_calendars"("clinic_id", "doctor_id");
CREATE UNIQUE INDEX "outside_calendars_clinic_id_id_key" ON "outside_calendars"("clinic_id", "id");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_clinic_id_replaced_by_id_fkey" FOREIGN KEY ("clinic_id", "replaced_by_id") REFERENCES "api_keys"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_maker_user_id_fkey" FOREIGN KEY ("maker_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "outside_calendars" ADD CONSTRAINT "outside_calendars_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_clinic_id_endpoint_id_fkey" FOREIGN KEY ("clinic_id", "endpoint_id") REFERENCES "webhook_endpoints"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_clinic_id_call_id_fkey" FOREIGN KEY ("clinic_id", "call_id") REFERENCES "call_logs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_clinic_id_delivery_id_fkey" FOREIGN KEY ("clinic_id", "delivery_id") REFERENCES "webhook_deliveries"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "outside_calendars" ADD CONSTRAINT "outside_calendars_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "outside_busy" ADD CONSTRAINT "outside_busy_clinic_id_source_id_fkey" FOREIGN KEY ("clinic_id", "source_id") REFERENCES "outside_calendars"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Nothing is written in the clear where the list of what is encrypted says otherwise.
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_sealed" CHECK ("url" LIKE 'v1.%' AND "secret" LIKE 'v1.%' AND "previous_secret" LIKE 'v1.%');
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_sealed" CHECK ("body" LIKE 'v1.%');
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_sealed" CHECK ("response" LIKE 'v1.%');
ALTER TABLE "outside_calendars" ADD CONSTRAINT "outside_calendars_sealed" CHECK ("url" LIKE 'v1.%');
-- A previous secret and its end come and go together, as do the end of an endpoint and who ended it.
ALTER TABLE "webhook_endpoints"
  ADD CONSTRAINT "webhook_endpoints_previous" CHECK (("previous_secret" IS NULL) = ("previous_until" IS NULL)),
  ADD CONSTRAINT "webhook_endpoints_disabled" CHECK (("disabled_at" IS NULL) = ("disabled_by" IS NULL) AND "disabled_by" IN ('staff', 'failing'));

ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "webhook_endpoints" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_endpoints" TO vaani_app;
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "webhook_deliveries" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_deliveries" TO vaani_app;
ALTER TABLE "webhook_attempts" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "webhook_attempts" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_attempts" TO vaani_app;
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "calendar_feeds" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "calendar_feeds" TO vaani_app;
ALTER TABLE "outside_calendars" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "outside_calendars" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "outside_calendars" TO vaani_app;

-- Which clinic a key or a calendar's address belongs to: both are looked up by their hash, before the clinic is known.
CREATE FUNCTION clinic_by_api_key(key_hash text) RETURNS TABLE (clinic_id uuid, key_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT k.clinic_id, k.id FROM api_keys k WHERE k.hash = key_hash $$;

CREATE FUNCTION clinic_by_calendar_feed(secret_hash text) RETURNS TABLE (clinic_id uuid, feed_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT f.clinic_id, f.id FROM calendar_feeds f WHERE f.hash = secret_hash $$;

REVOKE EXECUTE ON FUNCTION clinic_by_api_key(text), clinic_by_calendar_feed(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_by_api_key(text), clinic_by_calendar_feed(text) TO vaani_app;
