-- People who are asked to join a clinic, or to choose a new password: by a link that is good once.
CREATE TYPE "invitation_purpose" AS ENUM ('join', 'reset');

CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "clinic_id" UUID NOT NULL,
    "purpose" "invitation_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "doctor_id" UUID,
    "user_id" UUID,
    "hash" TEXT NOT NULL,
    "made_by_user_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_clinic_id_id_key" ON "invitations"("clinic_id", "id");
CREATE UNIQUE INDEX "invitations_hash_key" ON "invitations"("hash");
CREATE INDEX "invitations_clinic_id_created_at_idx" ON "invitations"("clinic_id", "created_at" DESC);
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinics"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_clinic_id_doctor_id_fkey" FOREIGN KEY ("clinic_id", "doctor_id") REFERENCES "doctors"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_made_by_user_id_fkey" FOREIGN KEY ("made_by_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_email" CHECK ("email" = lower("email"));

ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_clinic ON "invitations" USING ("clinic_id" = (SELECT current_clinic())) WITH CHECK ("clinic_id" = (SELECT current_clinic()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "invitations" TO vaani_app;

-- What must look across clinics: whose a link is, and what signs a user in.
CREATE FUNCTION invitation_by_hash(secret_hash text) RETURNS TABLE (clinic_id uuid, invitation_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT i.clinic_id, i.id FROM invitations i WHERE i.hash = secret_hash $$;

-- A new password ends every session that was opened with the old one.
CREATE FUNCTION set_password(of_user uuid, new_hash text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ UPDATE users SET password_hash = new_hash, session_version = session_version + 1, updated_at = now() WHERE id = of_user $$;

CREATE FUNCTION set_user_disabled(of_user uuid, is_disabled boolean) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    UPDATE users SET disabled_at = CASE WHEN is_disabled THEN coalesce(disabled_at, now()) END,
      session_version = session_version + 1, updated_at = now()
    WHERE id = of_user
  $$;

CREATE FUNCTION has_users() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM users) $$;

-- The first clinic and its first admin, while there is nobody yet. False where there is somebody. Whoever calls it holds the lock
-- vaani.create-clinic: of two who try at once the second then finds somebody.
CREATE FUNCTION create_first_clinic(
    new_clinic uuid, clinic_name text, clinic_name_hindi text, clinic_zone text, clinic_language language,
    key_row uuid, wrapped_data_key text, wrapped_search_key text, wrapped_by text,
    new_user uuid, address text, display_name text, hash text, membership_row uuid
  ) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    WITH free AS (
      SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users) AND NOT EXISTS (SELECT 1 FROM clinics)
    ), clinic AS (
      INSERT INTO clinics (id, name, name_hindi, zone, language)
      SELECT new_clinic, clinic_name, clinic_name_hindi, clinic_zone, clinic_language FROM free RETURNING id
    ), keys AS (
      INSERT INTO clinic_keys (id, clinic_id, data_key, search_key, ring_key_id)
      SELECT key_row, id, wrapped_data_key, wrapped_search_key, wrapped_by FROM clinic RETURNING id
    ), person AS (
      INSERT INTO users (id, email, name, password_hash)
      SELECT new_user, lower(address), display_name, hash FROM free RETURNING id
    ), membership AS (
      INSERT INTO memberships (id, clinic_id, user_id, role)
      SELECT membership_row, clinic.id, person.id, 'admin' FROM clinic, person RETURNING id
    )
    SELECT EXISTS (SELECT 1 FROM membership)
  $$;

REVOKE EXECUTE ON FUNCTION
  invitation_by_hash(text), set_password(uuid, text), set_user_disabled(uuid, boolean), has_users(),
  create_first_clinic(uuid, text, text, text, language, uuid, text, text, text, uuid, text, text, text, uuid)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  invitation_by_hash(text), set_password(uuid, text), set_user_disabled(uuid, boolean), has_users(),
  create_first_clinic(uuid, text, text, text, language, uuid, text, text, text, uuid, text, text, text, uuid)
  TO vaani_app;
