-- Entries that look like one person, of which somebody has said that they are two.
CREATE TABLE "patient_pairs_apart" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "newer_id" UUID NOT NULL,
    "older_id" UUID NOT NULL,
    "said_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_pairs_apart_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "patient_pairs_apart_clinic_id_id_key" ON "patient_pairs_apart"("clinic_id", "id");
CREATE UNIQUE INDEX "patient_pairs_apart_clinic_id_newer_id_older_id_key" ON "patient_pairs_apart"("clinic_id", "newer_id", "older_id");
CREATE INDEX "patient_pairs_apart_clinic_id_older_id_idx" ON "patient_pairs_apart"("clinic_id", "older_id");
ALTER TABLE "patient_pairs_apart"
  ADD CONSTRAINT "patient_pairs_apart_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_pairs_apart_clinic_id_newer_id_fkey" FOREIGN KEY ("clinic_id", "newer_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_pairs_apart_clinic_id_older_id_fkey" FOREIGN KEY ("clinic_id", "older_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_pairs_apart_said_by_user_id_fkey" FOREIGN KEY ("said_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_pairs_apart_order" CHECK ("older_id" < "newer_id");

ALTER TABLE "patient_pairs_apart" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "patient_pairs_apart" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "patient_pairs_apart" TO vaani_app;
