-- What the broker said last of the margin in use, and what an order was worth when it was sent.
ALTER TABLE "broker_accounts" ADD COLUMN "margin_used" DECIMAL(28,10),
ADD COLUMN "margin_read_at" TIMESTAMPTZ(3);
ALTER TABLE "broker_orders" ADD COLUMN "expected_value" DECIMAL(38,18);
