-- Who hears, thinks and speaks in a clinic's calls, and in which order: empty where the installation's order stands.
ALTER TABLE "clinics" ADD COLUMN "providers" JSONB NOT NULL DEFAULT '{}';
