-- AlterTable
ALTER TABLE "clinics" ADD COLUMN     "no_show_grace_min" INTEGER;

-- AlterTable
ALTER TABLE "doctors" ADD COLUMN     "follow_up_days" INTEGER;

-- AlterTable
ALTER TABLE "services" ADD COLUMN     "is_follow_up" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "minimum_notice_min" INTEGER,
ADD COLUMN     "maximum_advance_days" INTEGER;

-- AlterTable
ALTER TABLE "doctor_services" ADD COLUMN     "grid_min" INTEGER,
ADD COLUMN     "buffer_before_min" INTEGER,
ADD COLUMN     "buffer_after_min" INTEGER;

-- CreateTable
CREATE TABLE "date_overrides" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "branch_id" UUID,
    "date" DATE NOT NULL,
    "from_min" SMALLINT,
    "to_min" SMALLINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "date_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blocks" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "label" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outside_busy" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outside_busy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "date_overrides_clinic_id_doctor_id_date_idx" ON "date_overrides"("clinic_id", "doctor_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "date_overrides_clinic_id_id_key" ON "date_overrides"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "blocks_clinic_id_doctor_id_ends_at_idx" ON "blocks"("clinic_id", "doctor_id", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "blocks_clinic_id_id_key" ON "blocks"("clinic_id", "id");

-- CreateIndex
CREATE INDEX "outside_busy_clinic_id_doctor_id_ends_at_idx" ON "outside_busy"("clinic_id", "doctor_id", "ends_at");

-- CreateIndex
CREATE INDEX "outside_busy_clinic_id_source_id_idx" ON "outside_busy"("clinic_id", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "outside_busy_clinic_id_id_key" ON "outside_busy"("clinic_id", "id");

-- AddForeignKey
ALTER TABLE "date_overrides" ADD CONSTRAINT "date_overrides_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "date_overrides" ADD CONSTRAINT "date_overrides_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "date_overrides" ADD CONSTRAINT "date_overrides_clinic_id_branch_id_fkey" FOREIGN KEY ("clinic_id", "branch_id") REFERENCES "branches"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outside_busy" ADD CONSTRAINT "outside_busy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outside_busy" ADD CONSTRAINT "outside_busy_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's language cannot say stands below.

ALTER TABLE "date_overrides" ADD CONSTRAINT "date_overrides_span" CHECK (
  ("from_min" IS NULL) = ("to_min" IS NULL) AND 0 <= "from_min" AND "from_min" < "to_min" AND "to_min" <= 1440
);
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_span" CHECK ("starts_at" < "ends_at");
ALTER TABLE "outside_busy" ADD CONSTRAINT "outside_busy_span" CHECK ("starts_at" < "ends_at");
ALTER TABLE "clinics" ADD CONSTRAINT "clinics_no_show_grace" CHECK ("no_show_grace_min" BETWEEN 0 AND 1440);
ALTER TABLE "doctors" ADD CONSTRAINT "doctors_follow_up_days" CHECK ("follow_up_days" BETWEEN 1 AND 365);
ALTER TABLE "services" ADD CONSTRAINT "services_reach" CHECK ("minimum_notice_min" >= 0 AND "maximum_advance_days" >= 0);
ALTER TABLE "doctor_services" ADD CONSTRAINT "doctor_services_numbers"
  CHECK ("grid_min" BETWEEN 1 AND 1440 AND "buffer_before_min" >= 0 AND "buffer_after_min" >= 0);

-- Appointments booked on top are few and asked for with every search: they are found without reading all the others.
CREATE INDEX "appointments_overbooked_partial" ON "appointments"("clinic_id", "doctor_id", "starts_at") WHERE "is_overbooked";

ALTER TABLE "date_overrides" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "date_overrides" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "date_overrides" TO vaani_app;
ALTER TABLE "blocks" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "blocks" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "blocks" TO vaani_app;
ALTER TABLE "outside_busy" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "outside_busy" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "outside_busy" TO vaani_app;
