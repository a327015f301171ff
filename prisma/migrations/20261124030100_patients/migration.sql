-- The clinic's own numbers: prefix, digits and the next one.
ALTER TABLE "clinics"
  ADD COLUMN "uhid_prefix" TEXT,
  ADD COLUMN "uhid_digits" INTEGER NOT NULL DEFAULT 6,
  ADD COLUMN "uhid_next" INTEGER NOT NULL DEFAULT 1,
  ADD CONSTRAINT "clinics_uhid" CHECK ("uhid_digits" BETWEEN 1 AND 12 AND "uhid_next" >= 1);

ALTER TABLE "patients"
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD CONSTRAINT "patients_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "patient_tokens" ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

UPDATE "patients" p SET "last_seen_at" = COALESCE(
  (SELECT max(a."created_at") FROM "appointments" a WHERE a."clinic_id" = p."clinic_id" AND a."patient_id" = p."id"),
  p."created_at"
);
UPDATE "patient_tokens" t SET "last_seen_at" = p."last_seen_at"
  FROM "patients" p WHERE p."clinic_id" = t."clinic_id" AND p."id" = t."patient_id";

CREATE INDEX "patients_clinic_id_last_seen_at_id_idx" ON "patients"("clinic_id", "last_seen_at" DESC, "id" DESC);
CREATE INDEX "patients_clinic_id_is_to_be_completed_created_at_idx" ON "patients"("clinic_id", "is_to_be_completed", "created_at");
CREATE INDEX "patients_clinic_id_merged_into_id_idx" ON "patients"("clinic_id", "merged_into_id");
-- A token is of kind and term together, and = of an enum is not leakproof: behind the policy it is no index condition. So no index leads with the kind.
ALTER TABLE "patient_tokens" DROP CONSTRAINT "patient_tokens_pkey", ADD CONSTRAINT "patient_tokens_pkey" PRIMARY KEY ("clinic_id", "token", "patient_id");
-- The patients of a term, those seen last first, from the index alone.
CREATE INDEX "patient_tokens_clinic_id_token_last_seen_at_patient_id_idx" ON "patient_tokens"("clinic_id", "token", "last_seen_at" DESC, "patient_id");
-- Is somebody this doctor's patient?
CREATE INDEX "appointments_clinic_id_doctor_id_patient_id_idx" ON "appointments"("clinic_id", "doctor_id", "patient_id");

CREATE TABLE "blocked_callers" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "reason" TEXT,
    "blocked_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocked_callers_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "patient_merges" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "keep_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "moved_values" TEXT NOT NULL,
    "merged_by_user_id" UUID,
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patient_merges_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "status" "import_status" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL,
    "made" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "started_by_user_id" UUID,
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "import_rows" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "state" "import_row_state" NOT NULL DEFAULT 'waiting',
    "row_values" TEXT,
    "object_id" TEXT,
    "field" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "blocked_callers_clinic_id_id_key" ON "blocked_callers"("clinic_id", "id");
CREATE UNIQUE INDEX "blocked_callers_clinic_id_token_key" ON "blocked_callers"("clinic_id", "token");
CREATE UNIQUE INDEX "patient_merges_clinic_id_id_key" ON "patient_merges"("clinic_id", "id");
CREATE INDEX "patient_merges_clinic_id_keep_id_idx" ON "patient_merges"("clinic_id", "keep_id");
CREATE INDEX "patient_merges_clinic_id_merged_id_idx" ON "patient_merges"("clinic_id", "merged_id");
CREATE UNIQUE INDEX "imports_clinic_id_id_key" ON "imports"("clinic_id", "id");
CREATE INDEX "imports_clinic_id_created_at_idx" ON "imports"("clinic_id", "created_at" DESC);
CREATE UNIQUE INDEX "import_rows_clinic_id_id_key" ON "import_rows"("clinic_id", "id");
CREATE UNIQUE INDEX "import_rows_clinic_id_import_id_line_key" ON "import_rows"("clinic_id", "import_id", "line");
CREATE INDEX "import_rows_clinic_id_import_id_state_line_idx" ON "import_rows"("clinic_id", "import_id", "state", "line");

ALTER TABLE "blocked_callers"
  ADD CONSTRAINT "blocked_callers_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "blocked_callers_blocked_by_user_id_fkey" FOREIGN KEY ("blocked_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "blocked_callers_sealed" CHECK ("phone" LIKE 'v1.%' AND "reason" LIKE 'v1.%');
ALTER TABLE "patient_merges"
  ADD CONSTRAINT "patient_merges_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_merges_clinic_id_keep_id_fkey" FOREIGN KEY ("clinic_id", "keep_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_merges_clinic_id_merged_id_fkey" FOREIGN KEY ("clinic_id", "merged_id") REFERENCES "patients"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_merges_merged_by_user_id_fkey" FOREIGN KEY ("merged_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "patient_merges_sealed" CHECK ("moved_values" LIKE 'v1.%');
ALTER TABLE "imports"
  ADD CONSTRAINT "imports_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "imports_started_by_user_id_fkey" FOREIGN KEY ("started_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_rows"
  ADD CONSTRAINT "import_rows_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "import_rows_clinic_id_import_id_fkey" FOREIGN KEY ("clinic_id", "import_id") REFERENCES "imports"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "import_rows_sealed" CHECK ("row_values" LIKE 'v1.%'),
  -- What a row held is deleted as soon as it has been dealt with.
  ADD CONSTRAINT "import_rows_values" CHECK (("state" = 'waiting') = ("row_values" IS NOT NULL));

ALTER TABLE "blocked_callers" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "blocked_callers" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "blocked_callers" TO vaani_app;
ALTER TABLE "patient_merges" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "patient_merges" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "patient_merges" TO vaani_app;
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "imports" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "imports" TO vaani_app;
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "import_rows" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "import_rows" TO vaani_app;
