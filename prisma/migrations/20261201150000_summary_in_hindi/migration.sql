-- What a call came to, in Hindi beside English: each page shows the one of its reader. Calls summarised before have English alone.
ALTER TABLE "call_logs" ADD COLUMN "summary_hindi" TEXT;
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_summary_hindi_sealed" CHECK ("summary_hindi" LIKE 'v1.%');
