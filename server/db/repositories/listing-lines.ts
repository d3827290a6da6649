import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";
import type { Visibility } from "./listings.ts";

/** A listing as a list shows it: without the documents of its members. */
export type ListingLineRow = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly rationale: string;
  readonly visibility: Visibility;
  readonly createdAt: Date;
  readonly teamName: string;
  readonly subscribers: number;
  readonly version: number;
  readonly members: readonly { readonly name: string; readonly weight: number }[];
};

// Every word must be in the title or the rationale; a listing without a version is none yet.
const publicListings: Prepared<ListingLineRow> = {
  name: "public-listings",
  text: `SELECT l.id, l.slug, l.title, l.rationale, l.visibility, l.created_at AS "createdAt", o.name AS "teamName",
      (SELECT count(*)::int FROM subscriptions s WHERE s.listing_id = l.id AND s.status = 'active') AS subscribers,
      v.number AS version,
      coalesce((SELECT jsonb_agg(jsonb_build_object('name', w.name, 'weight', m.weight::float8) ORDER BY m.ordinal)
        FROM basket_members m JOIN strategy_versions w ON w.id = m.strategy_version_id
        WHERE m.basket_version_id = v.basket_version_id), '[]') AS members
    FROM listings l JOIN organizations o ON o.id = l.team_id
    JOIN LATERAL (SELECT number, basket_version_id FROM listing_versions WHERE listing_id = l.id ORDER BY number DESC LIMIT 1) v ON true
    WHERE l.visibility = 'public' AND l.withdrawn_at IS NULL AND ($1::text IS NULL OR l.id < $1)
      AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text($2::jsonb) word
        WHERE strpos(lower(l.title), word) = 0 AND strpos(lower(l.rationale), word) = 0)
    ORDER BY l.id DESC LIMIT $3`,
};

type Search = { readonly query?: string | undefined; readonly after?: string | undefined; readonly limit: number };

/** Listings that anyone may see, the newest first; `after` continues behind a row. */
export async function searchListings(db: Queryable, { query = "", after, limit }: Search): Promise<ListingLineRow[]> {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return readPrepared(db, publicListings, [after ?? null, JSON.stringify(words), limit]);
}
