-- CreateTable
CREATE TABLE "hooks" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "strategy_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(3),

    CONSTRAINT "hooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hook_signals" (
    "id" TEXT NOT NULL,
    "hook_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "symbol" TEXT,
    "value" DOUBLE PRECISION,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "runs" INTEGER NOT NULL,

    CONSTRAINT "hook_signals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "hooks_strategy_id_key" ON "hooks"("strategy_id");

-- CreateIndex
CREATE INDEX "hooks_team_id_idx" ON "hooks"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "hooks_strategy_id_team_id_key" ON "hooks"("strategy_id", "team_id");

-- CreateIndex
CREATE INDEX "hook_signals_hook_id_received_at_idx" ON "hook_signals"("hook_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "hook_signals_hook_id_nonce_key" ON "hook_signals"("hook_id", "nonce");

-- AddForeignKey
ALTER TABLE "hooks" ADD CONSTRAINT "hooks_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hooks" ADD CONSTRAINT "hooks_strategy_id_team_id_fkey" FOREIGN KEY ("strategy_id", "team_id") REFERENCES "strategies"("id", "team_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hook_signals" ADD CONSTRAINT "hook_signals_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "hooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE run_inbox DROP CONSTRAINT run_inbox_kind;
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer', 'signal'));
ALTER TABLE hook_signals ADD CONSTRAINT hook_signals_value CHECK (value IS NULL OR (value <> 'NaN' AND abs(value) < 'Infinity'));
ALTER TABLE hook_signals ADD CONSTRAINT hook_signals_runs CHECK (runs >= 0);
