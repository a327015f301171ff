-- How the AI speaks for a clinic, by language: its first words, its tone, its voices. Missing: our own.

-- AlterTable
ALTER TABLE "clinics" ADD COLUMN "speech" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "clinics" ADD CONSTRAINT "clinics_speech" CHECK (jsonb_typeof("speech") = 'object');
