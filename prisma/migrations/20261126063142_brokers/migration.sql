-- CreateTable
CREATE TABLE "broker_accounts" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "broker" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "lane" SERIAL NOT NULL,
    "credentials" BYTEA NOT NULL,
    "session" BYTEA,
    "session_name" TEXT,
    "session_expires_at" TIMESTAMPTZ(3),
    "login_state" TEXT,
    "login_state_until" TIMESTAMPTZ(3),
    "opening_positions" JSONB NOT NULL DEFAULT '[]',
    "review" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reconciled_at" TIMESTAMPTZ(3),
    "unlinked_at" TIMESTAMPTZ(3),

    CONSTRAINT "broker_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_orders" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "client_order_id" TEXT NOT NULL,
    "run_id" TEXT,
    "request" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "parts" JSONB NOT NULL DEFAULT '[]',
    "quantity" DECIMAL(28,10) NOT NULL,
    "filled_quantity" DECIMAL(28,10) NOT NULL DEFAULT 0,
    "filled_value" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "reason" TEXT,
    "has_late_fill" BOOLEAN NOT NULL DEFAULT false,
    "reported_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_commands" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_commands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_order_events" (
    "order_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broker_order_events_pkey" PRIMARY KEY ("order_id","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "broker_accounts_lane_key" ON "broker_accounts"("lane");

-- CreateIndex
CREATE INDEX "broker_accounts_team_id_idx" ON "broker_accounts"("team_id");

-- CreateIndex
CREATE INDEX "broker_orders_account_id_created_at_idx" ON "broker_orders"("account_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "broker_orders_account_id_client_order_id_key" ON "broker_orders"("account_id", "client_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "broker_orders_id_account_id_key" ON "broker_orders"("id", "account_id");

-- CreateIndex
CREATE INDEX "broker_commands_account_id_status_idx" ON "broker_commands"("account_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "broker_commands_account_id_key_key" ON "broker_commands"("account_id", "key");

-- AddForeignKey
ALTER TABLE "broker_accounts" ADD CONSTRAINT "broker_accounts_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_orders" ADD CONSTRAINT "broker_orders_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "broker_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_commands" ADD CONSTRAINT "broker_commands_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "broker_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_commands" ADD CONSTRAINT "broker_commands_order_id_account_id_fkey" FOREIGN KEY ("order_id", "account_id") REFERENCES "broker_orders"("id", "account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broker_order_events" ADD CONSTRAINT "broker_order_events_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "broker_orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ------------------------------------------------------------------------------------------------ what Prisma cannot say

-- Lanes below 1,000 are shards of runs (shard_leases serves both).
ALTER SEQUENCE broker_accounts_lane_seq RESTART WITH 1000;
ALTER TABLE broker_accounts ADD CONSTRAINT broker_accounts_lane CHECK (lane >= 1000);
ALTER TABLE broker_accounts ADD CONSTRAINT broker_accounts_environment CHECK (environment IN ('simulated', 'paper', 'live'));
ALTER TABLE broker_accounts ADD CONSTRAINT broker_accounts_label CHECK (length(label) BETWEEN 1 AND 120);
ALTER TABLE broker_accounts ADD CONSTRAINT broker_accounts_session CHECK ((session IS NULL) = (session_name IS NULL));
-- An account that is no longer linked keeps no secret.
ALTER TABLE broker_accounts ADD CONSTRAINT broker_accounts_unlinked CHECK (unlinked_at IS NULL OR (length(credentials) = 0 AND session IS NULL));

ALTER TABLE broker_orders ADD CONSTRAINT broker_orders_client_order_id CHECK (client_order_id ~ '^[A-Za-z0-9]{1,20}$');
ALTER TABLE broker_orders ADD CONSTRAINT broker_orders_status CHECK (status IN
  ('queued', 'sending', 'unknown', 'submitted', 'pending-accept', 'accepted', 'trigger-pending', 'partially-filled',
   'pending-modify', 'pending-cancel', 'filled', 'cancelled', 'expired', 'rejected'));
ALTER TABLE broker_orders ADD CONSTRAINT broker_orders_filled CHECK (quantity > 0 AND filled_quantity >= 0);

ALTER TABLE broker_commands ADD CONSTRAINT broker_commands_kind CHECK (kind IN ('place', 'change', 'cancel'));
ALTER TABLE broker_commands ADD CONSTRAINT broker_commands_status CHECK (status IN ('pending', 'sending', 'unknown', 'done', 'refused'));
ALTER TABLE broker_commands ADD CONSTRAINT broker_commands_settled CHECK ((settled_at IS NOT NULL) = (status IN ('done', 'refused')));
ALTER TABLE broker_commands ADD CONSTRAINT broker_commands_sent CHECK (status <> 'sending' OR sent_at IS NOT NULL);
-- One call of an account is under way at a time, whatever the workers think.
CREATE UNIQUE INDEX broker_commands_one_sending ON broker_commands (account_id) WHERE status = 'sending';
-- An order is placed by one command.
CREATE UNIQUE INDEX broker_commands_one_place ON broker_commands (order_id) WHERE kind = 'place';

CREATE TRIGGER broker_order_events_immutable BEFORE UPDATE OR DELETE ON broker_order_events FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
CREATE TRIGGER broker_order_events_kept BEFORE TRUNCATE ON broker_order_events FOR EACH STATEMENT EXECUTE FUNCTION quantloom_refuse_change();

-- What was asked for stays as it was asked, and what was filled stays filled.
CREATE FUNCTION quantloom_broker_order_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.request <> OLD.request OR NEW.client_order_id <> OLD.client_order_id OR NEW.account_id <> OLD.account_id
     OR NEW.filled_quantity < OLD.filled_quantity THEN
    RAISE EXCEPTION 'order % keeps its request, and % of it stay filled', OLD.client_order_id, OLD.filled_quantity
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER broker_orders_forward BEFORE UPDATE ON broker_orders FOR EACH ROW EXECUTE FUNCTION quantloom_broker_order_moves_forward();
CREATE TRIGGER broker_orders_kept BEFORE DELETE ON broker_orders FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
