import pg from "pg";

/**
 * Publishes so many listings beside those that are there: rows as publishing leaves them, each with a version of a strategy that is
 * published already, and figures. The platform's own jobs are left out.
 */
export async function fillMarket(databaseUrl, count) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `WITH known AS (
        SELECT w.id AS version, s.team_id AS team, s.created_by AS author
        FROM strategy_versions w JOIN strategies s ON s.id = w.strategy_id LIMIT 1
      ), words AS (
        SELECT ARRAY['trend','reversion','breakout','calm','weekly','momentum','dip','range','volatility','pairs'] AS list
      ), made AS (
        INSERT INTO listings (id, team_id, kind, slug, title, rationale, tags, symbols, timeframe, capital_needed, created_by)
        SELECT gen_random_uuid()::text, team, 'strategy', 'bench-' || at, list[1 + at % 10] || ' ' || list[1 + at * 7 % 10] || ' number ' || at,
          'It follows ' || list[1 + at * 3 % 10] || ' and leaves with ' || list[1 + at * 9 % 10] || ' once it has gone.',
          ARRAY[list[1 + at % 10]], ARRAY['SYN-A'], '1d', 10000, author
        FROM known, words, generate_series(1, $1::int) AS at
        RETURNING id, created_by
      ), versions AS (
        INSERT INTO listing_versions (id, listing_id, number, strategy_version_id, seal_hash, created_by)
        SELECT gen_random_uuid()::text, made.id, 1, known.version, repeat('0', 64), made.created_by FROM made, known
        RETURNING id, listing_id
      )
      INSERT INTO listing_figures (listing_id, listing_version_id, score, max_drawdown, worst_day, cagr, total_return, paper_days, curve)
      SELECT listing_id, id, random() * 2, 0.05 + random() / 3, random() / 20, random() / 5, random(), (random() * 300)::int,
        (SELECT jsonb_agg(1 + sin(point / 9.0) / 10) FROM generate_series(1, 80) AS point)
      FROM versions`,
      [count],
    );
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}
