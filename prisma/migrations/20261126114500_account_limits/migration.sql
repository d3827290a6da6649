-- Limits that no strategy can get around, and the kill switch.
ALTER TABLE "broker_accounts" ADD COLUMN "limits" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN "halted_at" TIMESTAMPTZ(3),
ADD COLUMN "halted_by" TEXT;
