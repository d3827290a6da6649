-- AlterTable
ALTER TABLE "job_records" ADD COLUMN     "handed_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "team_id" TEXT;

-- CreateIndex
CREATE INDEX "job_records_team_id_name_status_idx" ON "job_records"("team_id", "name", "status");

-- What was asked for before this column was there.
UPDATE "job_records" SET "team_id" = (SELECT "team_id" FROM "backtests" WHERE "id" = "key") WHERE "name" = 'backtest.run';
UPDATE "job_records" SET "team_id" = (SELECT "team_id" FROM "sweeps" WHERE "id" = "key") WHERE "name" = 'sweep.run';
UPDATE "job_records" SET "team_id" = (SELECT "team_id" FROM "dataset_imports" WHERE "id" = "key") WHERE "name" = 'dataset.import';
