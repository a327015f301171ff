-- Somebody of the desk can have a patient rung back without a call that left it.
ALTER TABLE "callbacks" ADD COLUMN "patient_id" UUID;
CREATE INDEX "callbacks_clinic_id_patient_id_idx" ON "callbacks"("clinic_id", "patient_id");
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
