-- Links that show the result of one backtest.

CREATE TABLE "result_links" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "backtest_id" TEXT NOT NULL,
    "with_trades" BOOLEAN NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "result_links_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "result_links_sha256_key" ON "result_links"("sha256");
CREATE INDEX "result_links_team_id_idx" ON "result_links"("team_id");
CREATE INDEX "result_links_backtest_id_idx" ON "result_links"("backtest_id");

ALTER TABLE "result_links" ADD CONSTRAINT "result_links_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "result_links" ADD CONSTRAINT "result_links_backtest_id_fkey" FOREIGN KEY ("backtest_id") REFERENCES "backtests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE result_links ADD CONSTRAINT result_links_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
