-- CreateTable
CREATE TABLE "sweeps" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "strategy_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "dataset_id" TEXT NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "data" JSONB,
    "plan" JSONB NOT NULL,
    "points" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "best" JSONB,
    "sharpe_variance" DOUBLE PRECISION,
    "out_of_sample_from" TIMESTAMPTZ(3),
    "error" JSONB,
    "engine_version" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweeps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep_results" (
    "sweep_id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_results_pkey" PRIMARY KEY ("sweep_id")
);

-- CreateIndex
CREATE INDEX "sweeps_team_id_created_at_idx" ON "sweeps"("team_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "sweeps_strategy_id_created_at_idx" ON "sweeps"("strategy_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_strategy_id_team_id_fkey" FOREIGN KEY ("strategy_id", "team_id") REFERENCES "strategies"("id", "team_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_version_id_strategy_id_fkey" FOREIGN KEY ("version_id", "strategy_id") REFERENCES "strategy_versions"("id", "strategy_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_results" ADD CONSTRAINT "sweep_results_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweeps"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE sweeps ADD CONSTRAINT sweeps_status CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE sweeps ADD CONSTRAINT sweeps_points CHECK (points BETWEEN 1 AND 200000);
ALTER TABLE sweeps ADD CONSTRAINT sweeps_done CHECK (done >= 0 AND refused >= 0 AND done + refused <= points);
ALTER TABLE sweeps ADD CONSTRAINT sweeps_finished CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled')));
ALTER TABLE sweeps ADD CONSTRAINT sweeps_error CHECK (status <> 'failed' OR error IS NOT NULL);
