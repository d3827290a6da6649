import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";
import { type ListingLineRow, shownOf } from "./listing-lines.ts";

// Tags count twice, instruments once; what has nothing in common is not related. Nothing of it goes by a figure. Looked at are the newest.
const related: Prepared<ListingLineRow> = {
  name: "listings-related",
  text: `WITH kin AS (
      SELECT o.id, o.kind = l.kind AS alike, o.tags, o.symbols, l.tags AS our_tags, l.symbols AS our_symbols
      FROM listings l JOIN listings o ON o.id <> l.id AND (o.tags && l.tags OR o.symbols && l.symbols)
      WHERE l.id = $1 AND o.visibility = 'public' AND o.withdrawn_at IS NULL AND o.hidden_at IS NULL
        AND EXISTS (SELECT FROM listing_versions v WHERE v.listing_id = o.id)
      ORDER BY o.id DESC LIMIT 300
    ), near AS (
      SELECT id, (2 * (SELECT count(*) FROM unnest(tags) AS tag WHERE tag = ANY (our_tags))
          + (SELECT count(*) FROM unnest(symbols) AS symbol WHERE symbol = ANY (our_symbols))
          + CASE WHEN alike THEN 0.5 ELSE 0 END)::float8 AS key
      FROM kin ORDER BY key DESC, id DESC LIMIT $2
    )
    ${shownOf("near")}`,
};

/** Returns public listings that have tags or instruments in common with one, those with the most first. */
export async function findRelated(db: Queryable, id: string, limit: number): Promise<readonly ListingLineRow[]> {
  return readPrepared(db, related, [id, limit]);
}
