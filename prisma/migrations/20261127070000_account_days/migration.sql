-- The books of a linked account at the end of each trading day, as they were found then; kept for good.
CREATE TABLE account_days (
  account_id text NOT NULL REFERENCES broker_accounts (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  day date NOT NULL,
  state text NOT NULL,
  taken_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  report jsonb NOT NULL,
  CONSTRAINT account_days_pkey PRIMARY KEY (account_id, day),
  CONSTRAINT account_days_state CHECK (state IN ('agrees', 'differs', 'not-compared'))
);
CREATE TRIGGER account_days_immutable BEFORE UPDATE OR DELETE ON account_days FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
CREATE TRIGGER account_days_kept BEFORE TRUNCATE ON account_days FOR EACH STATEMENT EXECUTE FUNCTION quantloom_refuse_change();

-- Trades of an account's day are found by the run and the time.
CREATE INDEX fills_run_id_time_idx ON fills (run_id, "time");
