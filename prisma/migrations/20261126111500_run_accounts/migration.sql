-- A run may trade on a linked account. What it needs to know of the broker is kept as it was when the run was started.
ALTER TABLE "runs" ADD COLUMN "account_id" TEXT,
ADD COLUMN "venue" JSONB,
ADD COLUMN "is_aside" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "review" TEXT,
ADD COLUMN "ending" TEXT;

-- An order of a run may be cut into slices, and be sent more than once in turn.
ALTER TABLE "broker_orders" ADD COLUMN "whole_id" TEXT,
ADD COLUMN "slice" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "slices" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "order_number" INTEGER;

-- CreateIndex
CREATE INDEX "runs_account_id_idx" ON "runs"("account_id");

-- CreateIndex
CREATE INDEX "broker_orders_run_id_idx" ON "broker_orders"("run_id");

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "broker_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE runs SET is_aside = true WHERE status = 'needs-review';
ALTER TABLE runs ADD CONSTRAINT runs_account CHECK ((account_id IS NULL) = (mode = 'paper') AND (account_id IS NULL) = (venue IS NULL));
ALTER TABLE runs ADD CONSTRAINT runs_ending CHECK (ending IN ('when-flat', 'now', 'halt'));
ALTER TABLE broker_orders ADD CONSTRAINT broker_orders_slice CHECK (0 <= slice AND slice < slices);
