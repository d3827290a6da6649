-- A replay plays a data set, the synthetic market makes its own bars.
ALTER TABLE "feeds" ADD COLUMN "dataset_id" TEXT;
ALTER TABLE feeds ADD CONSTRAINT feeds_kind CHECK (kind IN ('synthetic', 'replay'));
ALTER TABLE feeds ADD CONSTRAINT feeds_dataset CHECK ((kind = 'replay') = (dataset_id IS NOT NULL));
