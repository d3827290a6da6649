-- A broker's feed: bars built from the ticks of a linked account. Its bars are kept, as nobody can compute them again.
ALTER TABLE feeds ADD COLUMN account_id text REFERENCES broker_accounts (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE feeds ADD COLUMN stream_state text;
ALTER TABLE feeds ADD COLUMN stream_reason text;
ALTER TABLE feeds ADD COLUMN heard_at timestamptz(3);
ALTER TABLE feeds ADD COLUMN lag_milliseconds integer;
ALTER TABLE feeds ADD COLUMN filled_bars integer NOT NULL DEFAULT 0;
ALTER TABLE feeds DROP CONSTRAINT feeds_kind;
ALTER TABLE feeds ADD CONSTRAINT feeds_kind CHECK (kind IN ('synthetic', 'replay', 'broker'));
ALTER TABLE feeds ADD CONSTRAINT feeds_account CHECK ((kind = 'broker') = (account_id IS NOT NULL));
CREATE UNIQUE INDEX feeds_account_id_timeframe_key ON feeds (account_id, timeframe);

-- What a broker's feed listens to. A symbol is ready once the history before its first bar is here.
CREATE TABLE feed_symbols (
  feed_id text NOT NULL REFERENCES feeds (id) ON DELETE CASCADE ON UPDATE CASCADE,
  symbol text NOT NULL,
  instrument jsonb NOT NULL,
  warm_bars integer NOT NULL,
  is_ready boolean NOT NULL DEFAULT false,
  CONSTRAINT feed_symbols_pkey PRIMARY KEY (feed_id, symbol)
);

CREATE TABLE feed_bars (
  feed_id text NOT NULL REFERENCES feeds (id) ON DELETE CASCADE ON UPDATE CASCADE,
  symbol text NOT NULL,
  bar_index bigint NOT NULL,
  open double precision NOT NULL,
  high double precision NOT NULL,
  low double precision NOT NULL,
  close double precision NOT NULL,
  volume double precision NOT NULL,
  CONSTRAINT feed_bars_pkey PRIMARY KEY (feed_id, symbol, bar_index),
  CONSTRAINT feed_bars_range CHECK (low <= open AND low <= close AND open <= high AND close <= high AND volume >= 0)
);
