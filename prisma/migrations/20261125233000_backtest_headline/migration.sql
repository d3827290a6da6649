-- The few figures that lists show, so that a list need not read whole summaries.
ALTER TABLE "backtests" ADD COLUMN "headline" JSONB;

UPDATE backtests SET headline = coalesce((
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('label', s ->> 'label', 'unit', s ->> 'unit', 'reason', s ->> 'reason'))
      || jsonb_build_object('id', s ->> 'id', 'value', s -> 'value') ORDER BY wanted.place)
  FROM unnest(ARRAY['total-return', 'cagr', 'max-drawdown', 'sharpe', 'trade-count']) WITH ORDINALITY AS wanted (id, place)
  JOIN jsonb_array_elements(summary -> 'statistics') AS s ON s ->> 'id' = wanted.id
), '[]') WHERE status = 'succeeded';

ALTER TABLE backtests DROP CONSTRAINT backtests_result;
ALTER TABLE backtests ADD CONSTRAINT backtests_result
  CHECK (status <> 'succeeded' OR (fingerprint IS NOT NULL AND summary IS NOT NULL AND headline IS NOT NULL));
