-- What came to be sent, by which channel, what somebody answered, and who wants none of it.

ALTER TYPE "message_kind" ADD VALUE 'missed_call';
ALTER TYPE "delivery_status" ADD VALUE 'sent' AFTER 'accepted';
ALTER TYPE "delivery_status" ADD VALUE 'read' AFTER 'delivered';
CREATE TYPE "reply_meaning" AS ENUM ('confirm', 'cancel', 'stop', 'start', 'other');

-- AlterTable
ALTER TABLE "clinics"
  ADD COLUMN "quiet_from_min" SMALLINT NOT NULL DEFAULT 1260,
  ADD COLUMN "quiet_to_min" SMALLINT NOT NULL DEFAULT 480;

-- AlterTable
ALTER TABLE "message_jobs"
  ADD COLUMN "lead_min" INTEGER,
  ADD COLUMN "delay_min" INTEGER,
  ADD COLUMN "recipient_token" BIGINT,
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "sent_at" TIMESTAMPTZ(3),
  ADD COLUMN "dismissed_at" TIMESTAMPTZ(3),
  ADD COLUMN "dismissed_by_id" UUID;

-- AlterTable
ALTER TABLE "message_deliveries"
  ADD COLUMN "recipient" TEXT,
  ADD COLUMN "is_final" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "is_past" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "message_routes" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "order" SMALLINT NOT NULL,
    "sender" TEXT,
    "entity_id" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_routes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_templates" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "kind" "message_kind" NOT NULL,
    "channel" "channel" NOT NULL,
    "language" "language" NOT NULL,
    "template_id" TEXT NOT NULL,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_opt_outs" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "token" BIGINT NOT NULL,
    "recipient" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_opt_outs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_replies" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "provider_message_id" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "meaning" "reply_meaning" NOT NULL,
    "message_id" UUID,
    "appointment_id" UUID,
    "patient_id" UUID,
    "outcome" TEXT,
    "handled_at" TIMESTAMPTZ(3),
    "handled_by_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_replies_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_jobs_clinic_id_created_at_idx" ON "message_jobs"("clinic_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "message_jobs_clinic_id_recipient_token_sent_at_idx" ON "message_jobs"("clinic_id", "recipient_token", "sent_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "message_routes_clinic_id_id_key" ON "message_routes"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_routes_clinic_id_channel_key" ON "message_routes"("clinic_id", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "message_routes_channel_sender_key" ON "message_routes"("channel", "sender");

-- CreateIndex
CREATE UNIQUE INDEX "message_templates_clinic_id_id_key" ON "message_templates"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_templates_clinic_id_kind_channel_language_key" ON "message_templates"("clinic_id", "kind", "channel", "language");

-- CreateIndex
CREATE UNIQUE INDEX "message_opt_outs_clinic_id_id_key" ON "message_opt_outs"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_opt_outs_clinic_id_channel_token_key" ON "message_opt_outs"("clinic_id", "channel", "token");

-- CreateIndex
CREATE INDEX "message_replies_clinic_id_handled_at_received_at_idx" ON "message_replies"("clinic_id", "handled_at", "received_at" DESC);

-- CreateIndex
CREATE INDEX "message_replies_clinic_id_channel_token_received_at_idx" ON "message_replies"("clinic_id", "channel", "token", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "message_replies_clinic_id_id_key" ON "message_replies"("clinic_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_replies_clinic_id_provider_message_id_key" ON "message_replies"("clinic_id", "provider_message_id");

-- AddForeignKey
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_dismissed_by_id_fkey" FOREIGN KEY ("dismissed_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_routes" ADD CONSTRAINT "message_routes_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_opt_outs" ADD CONSTRAINT "message_opt_outs_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_clinic_id_message_id_fkey" FOREIGN KEY ("clinic_id", "message_id") REFERENCES "message_jobs"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointments"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_handled_by_id_fkey" FOREIGN KEY ("handled_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's language cannot say stands below.

ALTER TABLE "clinics" ADD CONSTRAINT "clinics_quiet" CHECK ("quiet_from_min" BETWEEN 0 AND 1439 AND "quiet_to_min" BETWEEN 0 AND 1439);
ALTER TABLE "message_jobs" ADD CONSTRAINT "message_jobs_numbers" CHECK ("lead_min" > 0 AND "delay_min" > 0);
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_language" CHECK ("language" IN ('en', 'hi'));

-- Nothing is written in the clear where the list of what is encrypted says otherwise.
ALTER TABLE "message_deliveries" ADD CONSTRAINT "message_deliveries_sealed" CHECK ("recipient" LIKE 'v1.%');
ALTER TABLE "message_opt_outs" ADD CONSTRAINT "message_opt_outs_sealed" CHECK ("recipient" LIKE 'v1.%');
ALTER TABLE "message_replies" ADD CONSTRAINT "message_replies_sealed" CHECK ("phone" LIKE 'v1.%' AND "body" LIKE 'v1.%');

ALTER TABLE "message_routes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_routes" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_routes" TO vaani_app;
ALTER TABLE "message_templates" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_templates" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_templates" TO vaani_app;
ALTER TABLE "message_opt_outs" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_opt_outs" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_opt_outs" TO vaani_app;
ALTER TABLE "message_replies" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "message_replies" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "message_replies" TO vaani_app;

-- Whose an answer is: the clinics that write from an address, or (where it is the installation's) those with none of their own.
CREATE FUNCTION clinics_by_sender(by_channel text, address text) RETURNS TABLE (clinic_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT r.clinic_id FROM message_routes r WHERE r.channel::text = by_channel AND r.sender = address $$;

CREATE FUNCTION clinics_without_sender(by_channel text) RETURNS TABLE (clinic_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT c.id FROM clinics c
    WHERE NOT EXISTS (
      SELECT 1 FROM message_routes r WHERE r.clinic_id = c.id AND r.channel::text = by_channel AND r.sender IS NOT NULL
    )
    ORDER BY c.created_at, c.id
  $$;

REVOKE EXECUTE ON FUNCTION clinics_by_sender(text, text), clinics_without_sender(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinics_by_sender(text, text), clinics_without_sender(text) TO vaani_app;
