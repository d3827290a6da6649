import type { Queryable } from "../client.ts";

/** What lists and rankings show of a listing. Fractions, positive for a drawdown. */
export type ListingFiguresRow = {
  readonly listingId: string;
  readonly listingVersionId: string;
  readonly score: number;
  readonly maxDrawdown: number | null;
  readonly worstDay: number | null;
  readonly cagr: number | null;
  readonly sharpe: number | null;
  readonly totalReturn: number | null;
  readonly divergence: number | null;
  readonly paperDays: number;
  readonly subscribers: number;
  readonly curve: readonly number[];
};

export async function storeFigures(db: Queryable, figures: ListingFiguresRow): Promise<void> {
  const { listingId, listingVersionId, score, maxDrawdown, worstDay, cagr, sharpe, totalReturn, divergence } = figures;
  const { paperDays, subscribers, curve } = figures;
  const known = { listingVersionId, score, maxDrawdown, worstDay, cagr, sharpe, totalReturn, divergence };
  const data = { ...known, paperDays, subscribers, curve: [...curve] };
  await db.listingFigures.upsert({ where: { listingId }, create: { listingId, ...data }, update: data });
}

/** Returns newest versions of listings on the marketplace: the one that is named, or those whose figures are older than an instant. */
export async function staleFigures(
  db: Queryable,
  which: { readonly before: Date } | { readonly listingVersionId: string },
  limit: number,
): Promise<{ listingId: string; listingVersionId: string; sealHash: string; subscribers: number }[]> {
  const before = "before" in which ? which.before : null;
  const version = "listingVersionId" in which ? which.listingVersionId : null;
  return db.$queryRaw`
    SELECT l.id AS "listingId", v.id AS "listingVersionId", v.seal_hash AS "sealHash",
      (SELECT count(*)::int FROM subscriptions s WHERE s.listing_id = l.id AND s.status = 'active') AS subscribers
    FROM listings l JOIN LATERAL (
      SELECT id, seal_hash FROM listing_versions WHERE listing_id = l.id ORDER BY number DESC LIMIT 1
    ) v ON true
    LEFT JOIN listing_figures f ON f.listing_id = l.id
    WHERE l.withdrawn_at IS NULL AND (v.id = ${version}
      OR (${before}::timestamptz IS NOT NULL AND (f.listing_id IS NULL OR f.updated_at < ${before} OR f.listing_version_id <> v.id)))
    ORDER BY f.updated_at NULLS FIRST LIMIT ${limit}`;
}
