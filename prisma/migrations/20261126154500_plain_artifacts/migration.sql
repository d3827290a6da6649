-- Columns of results are packed before they come here. To try and compress them once more costs more than it saves.

ALTER TABLE "backtest_artifacts" ALTER COLUMN "body" SET STORAGE EXTERNAL;
