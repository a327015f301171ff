-- What a call used of its providers (numbers by provider, nothing that was said), and what that costs at the operator's prices.
ALTER TABLE "call_logs" ADD COLUMN "usage" JSONB, ADD COLUMN "cost_paise" INTEGER;
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_cost" CHECK ("cost_paise" >= 0);
