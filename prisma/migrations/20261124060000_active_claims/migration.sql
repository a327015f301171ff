-- What is taken of a doctor's time is asked for with every search and every booking, and most claims are over. Without this Postgres believes that
-- claims in force are spread evenly over all time, and reads the whole of the exclusion constraint's index beside the plain one (26 of 60 ms over a
-- million claims). All that availability reads stands in the index itself, so that a search need not visit the table.
CREATE INDEX "slot_claims_active_partial" ON "slot_claims"("clinic_id", "resource_id", "starts_at")
  INCLUDE ("ends_at", "lane", "kind", "buffer_before_min", "buffer_after_min", "expires_at", "hold_owner", "id")
  WHERE "released_at" IS NULL;
