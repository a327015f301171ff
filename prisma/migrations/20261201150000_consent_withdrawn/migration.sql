-- Whoever agreed can take it back: the entry says since when, until they agree again.
ALTER TABLE "patients" ADD COLUMN "consent_withdrawn_at" TIMESTAMPTZ(3);
ALTER TABLE "patients" ADD CONSTRAINT "patients_consent" CHECK ("consent_at" IS NULL OR "consent_withdrawn_at" IS NULL);
