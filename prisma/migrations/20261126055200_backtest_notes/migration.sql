-- What people write on a result, and from when on its data was held back from choosing parameters.
ALTER TABLE "backtests" ADD COLUMN "note" TEXT;
ALTER TABLE "backtests" ADD COLUMN "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "backtests" ADD COLUMN "out_of_sample_from" TIMESTAMPTZ(3);

ALTER TABLE backtests ADD CONSTRAINT backtests_note CHECK (length(note) BETWEEN 1 AND 4000);
ALTER TABLE backtests ADD CONSTRAINT backtests_tags CHECK (cardinality(tags) <= 12);

-- Trades are kept as columns from here on. A result that was kept before is still listed, and asked for again it is computed anew.
UPDATE backtests SET input_hash = 'before-columns ' || input_hash WHERE status = 'succeeded';
