import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";
import type { Difficulty, Disclosure, Visibility } from "./listings.ts";
import type { Region } from "./profiles.ts";

/** A listing as a list shows it: without the documents of its members. */
export type ListingLineRow = {
  readonly id: string;
  readonly slug: string;
  readonly kind: "basket" | "strategy";
  readonly title: string;
  readonly rationale: string;
  readonly visibility: Visibility;
  readonly disclosure: Disclosure;
  readonly difficulty: Difficulty;
  readonly tags: readonly string[];
  readonly symbols: readonly string[];
  readonly timeframe: string;
  readonly capitalNeeded: number | null;
  readonly createdAt: Date;
  readonly isCurated: boolean;
  readonly isVerified: boolean;
  readonly teamId: string;
  readonly teamName: string;
  readonly authorRegion: Region;
  readonly isAuthorVerified: boolean;
  readonly subscribers: number;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly members: readonly { readonly name: string; readonly weight: number }[];
  /** Null until the platform has computed them. */
  readonly figures: {
    readonly maxDrawdown: number | null;
    readonly worstDay: number | null;
    readonly cagr: number | null;
    readonly sharpe: number | null;
    readonly totalReturn: number | null;
    readonly paperDays: number;
    readonly curve: readonly number[];
  } | null;
  /** What the order goes by. */
  readonly key: number;
};

export const listingSorts = ["newest", "rank", "drawdown", "paper-days", "subscribers"] as const;
export type ListingSort = (typeof listingSorts)[number];

// What the order goes by, the greatest first; equal ones by id, the newest first. Publishing stores figures, so that nothing is lost
// where they are joined: two indexes then give a page without a look at the others.
const withFigures = "listing_figures f JOIN listings l ON l.id = f.listing_id";
const orNone = "listings l LEFT JOIN listing_figures f ON f.listing_id = l.id";
// An unverified figure from India ranks nobody.
const hiddenInIndia = `EXISTS (
  SELECT FROM team_profiles p WHERE p.team_id = l.team_id AND p.region = 'india' AND l.verified_at IS NULL)`;

type Part = { readonly from: string; readonly key: string; readonly where: string };
const parts: Readonly<Record<ListingSort, readonly Part[]>> = {
  newest: [{ from: orNone, key: "0::float8", where: "true" }],
  rank: [
    { from: withFigures, key: "f.score", where: `NOT ${hiddenInIndia}` },
    { from: orNone, key: "-1e9::float8", where: hiddenInIndia },
  ],
  drawdown: [{ from: withFigures, key: "(-coalesce(f.max_drawdown, 1e9::float8))", where: "true" }],
  "paper-days": [{ from: orNone, key: "coalesce(f.paper_days, 0)::float8", where: "true" }],
  subscribers: [{ from: orNone, key: "coalesce(f.subscribers, 0)::float8", where: "true" }],
};

// Where words choose the listings, few are left to be sorted: an index on the order would only lead past them.
const ofWhatIsFound: Readonly<Record<"rank" | "drawdown", Part>> = {
  rank: {
    from: orNone,
    key: `CASE WHEN ${hiddenInIndia} THEN -1e9 ELSE coalesce(f.score, -1e8) END`,
    where: "true",
  },
  drawdown: { from: orNone, key: "-coalesce(f.max_drawdown, 1e9)", where: "true" },
};

const found = `l.id IN (
    SELECT id FROM listings WHERE quantloom_listing_words(title, rationale, tags) @@ websearch_to_tsquery('english', $3)
    UNION SELECT id FROM listings WHERE lower(title) LIKE '%' || $4 || '%'
    UNION SELECT w.id FROM listings w JOIN organizations t ON t.id = w.team_id WHERE lower(t.name) LIKE '%' || $4 || '%')`;

/** Reads what a list shows of the listings that a common table expression has chosen, in the order of its keys. */
export function shownOf(page: string): string {
  return `SELECT l.id, l.slug, l.kind, l.title, l.rationale, l.visibility, l.disclosure, l.difficulty, l.tags, l.symbols, l.timeframe,
      l.capital_needed::float8 AS "capitalNeeded", l.created_at AS "createdAt", l.curated_at IS NOT NULL AS "isCurated",
      l.verified_at IS NOT NULL AS "isVerified", l.team_id AS "teamId", o.name AS "teamName",
      coalesce(p.region, 'international') AS "authorRegion", p.verified_at IS NOT NULL AS "isAuthorVerified",
      (SELECT count(*)::int FROM subscriptions s WHERE s.listing_id = l.id AND s.status = 'active') AS subscribers,
      v.major, v.minor, l.patch, page.key,
      coalesce((SELECT jsonb_agg(jsonb_build_object('name', w.name, 'weight', m.weight::float8) ORDER BY m.ordinal)
        FROM basket_members m JOIN strategy_versions w ON w.id = m.strategy_version_id
        WHERE m.basket_version_id = v.basket_version_id),
        (SELECT jsonb_build_array(jsonb_build_object('name', w.name, 'weight', 1)) FROM strategy_versions w
          WHERE w.id = v.strategy_version_id)) AS members,
      CASE WHEN f.listing_id IS NULL THEN NULL ELSE jsonb_build_object('maxDrawdown', f.max_drawdown, 'worstDay', f.worst_day,
        'cagr', f.cagr, 'sharpe', f.sharpe, 'totalReturn', f.total_return, 'paperDays', f.paper_days, 'curve', f.curve) END AS figures
    FROM ${page} AS page JOIN listings l ON l.id = page.id JOIN organizations o ON o.id = l.team_id
    LEFT JOIN listing_figures f ON f.listing_id = l.id LEFT JOIN team_profiles p ON p.team_id = l.team_id
    JOIN LATERAL (SELECT major, minor, basket_version_id, strategy_version_id FROM listing_versions
      WHERE listing_id = l.id ORDER BY number DESC LIMIT 1) v ON true
    ORDER BY page.key DESC, l.id DESC`;
}

function chosenOf({ from, key, where }: Part, hasQuery: boolean): string {
  return `(SELECT l.id, ${key} AS key FROM ${from}
      WHERE l.visibility = 'public' AND l.withdrawn_at IS NULL AND l.hidden_at IS NULL AND ${where}
        AND EXISTS (SELECT FROM listing_versions v WHERE v.listing_id = l.id)
        AND ($1::text IS NULL OR (${key}, l.id) < ($2::float8, $1))
        AND ${hasQuery ? found : "($3::text IS NULL AND $4::text IS NULL)"}
        AND ($5::text IS NULL OR l.tags @> ARRAY[$5]) AND ($6::text IS NULL OR l.kind = $6)
        AND ($7::text IS NULL OR l.disclosure = $7) AND ($8::text IS NULL OR l.difficulty = $8)
        AND ($9::text IS NULL OR l.team_id = $9) AND ($10::int = 0 OR l.curated_at IS NOT NULL)
      ORDER BY ${key} DESC, l.id DESC LIMIT $11)`;
}

// The page is chosen first: what is shown of a listing is read of its rows only.
function textOf(sort: ListingSort, hasQuery: boolean): string {
  const sorted = hasQuery && (sort === "rank" || sort === "drawdown") ? [ofWhatIsFound[sort]] : parts[sort];
  const chosen = sorted.map((part) => chosenOf(part, hasQuery)).join(" UNION ALL ");
  return `WITH page AS (SELECT id, key FROM (${chosen}) AS chosen ORDER BY key DESC, id DESC LIMIT $11)
    ${shownOf("page")}`;
}

const statements: ReadonlyMap<string, Prepared<ListingLineRow>> = new Map(
  listingSorts.flatMap((sort) =>
    [true, false].map((hasQuery) => {
      const name = `listings-${sort}${hasQuery ? "-found" : ""}`;
      return [name, { name, text: textOf(sort, hasQuery) }] as const;
    }),
  ),
);

export type ListingFilter = {
  readonly query?: string | undefined;
  readonly tag?: string | undefined;
  readonly kind?: string | undefined;
  readonly disclosure?: string | undefined;
  readonly difficulty?: string | undefined;
  readonly publisher?: string | undefined;
  readonly curated?: boolean | undefined;
  readonly sort: ListingSort;
  /** Continues behind a row. */
  readonly after: { readonly key: number; readonly id: string } | null;
  readonly limit: number;
};

/** Returns public listings by words, parts of titles and names of publishers, in the order that is asked for. */
export async function searchListings(db: Queryable, filter: ListingFilter): Promise<readonly ListingLineRow[]> {
  const { query = "", sort, after, limit } = filter;
  const statement = statements.get(`listings-${sort}${query === "" ? "" : "-found"}`);
  if (statement === undefined) throw new Error(`there is no order "${sort}"`);
  return readPrepared(db, statement, [
    after?.id ?? null,
    after?.key ?? null,
    query === "" ? null : query,
    query === "" ? null : escapeLike(query.toLowerCase()),
    filter.tag ?? null,
    filter.kind ?? null,
    filter.disclosure ?? null,
    filter.difficulty ?? null,
    filter.publisher ?? null,
    filter.curated === true ? 1 : 0,
    limit,
  ]);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

const tagCounts: Prepared<{ readonly tag: string; readonly count: number }> = {
  name: "listing-tags",
  text: `SELECT tag, count(*)::int AS count FROM listings, unnest(tags) AS tag
    WHERE visibility = 'public' AND withdrawn_at IS NULL AND hidden_at IS NULL GROUP BY tag ORDER BY count DESC, tag LIMIT 60`,
};

/** Returns the tags of public listings, the commonest first. */
export async function listTags(db: Queryable): Promise<readonly { readonly tag: string; readonly count: number }[]> {
  return readPrepared(db, tagCounts, []);
}
