ALTER TABLE "backtests" ADD COLUMN "data" JSONB;
