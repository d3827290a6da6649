-- Drops the monthly partitions of decisions and marks that end before a moment, and returns their names. The marks of runs under way on
-- a linked account stay: the account's limits are held against them.
CREATE FUNCTION quantloom_drop_partitions(before timestamptz) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  month text;
  needed boolean;
  dropped text[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('quantloom_ensure_partitions'));
  FOR month IN
    SELECT child.relname FROM pg_inherits
    JOIN pg_class AS child ON child.oid = inhrelid JOIN pg_class AS parent ON parent.oid = inhparent
    WHERE parent.relname IN ('decisions', 'marks') AND child.relname ~ '_[0-9]{4}_[0-9]{2}$'
      AND (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' <= before
    ORDER BY 1
  LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM runs WHERE account_id IS NOT NULL AND stopped_at IS NULL AND EXISTS (SELECT FROM %I AS kept WHERE kept.run_id = runs.id))',
      month) INTO needed;
    CONTINUE WHEN needed;
    EXECUTE format('DROP TABLE %I', month);
    dropped := dropped || month;
  END LOOP;
  RETURN dropped;
END $$;
