import type { ListingLineRow } from "../../db/repositories/listing-lines.ts";
import type { Region } from "../../db/repositories/profiles.ts";
import { versionText } from "../publishing/service.ts";
import { rulesOf, strictest } from "../region/service.ts";
import type { ListingLineDto, RelatedListingDto } from "./dto.ts";

/** Returns a card of the marketplace as the reader's region allows it. */
export function toLine(row: ListingLineRow, reader: Region): ListingLineDto {
  const { showsReturns } = rulesOf(strictest(reader, row.authorRegion), { isVerified: row.isVerified });
  const hidden = { cagr: null, sharpe: null, totalReturn: null, curve: [] };
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    title: row.title,
    rationale: row.rationale,
    publisher: { teamId: row.teamId, name: row.teamName, verified: row.isAuthorVerified },
    visibility: row.visibility,
    disclosure: row.disclosure,
    difficulty: row.difficulty,
    tags: [...row.tags],
    symbols: [...row.symbols],
    timeframe: row.timeframe,
    version: versionText(row, row.patch),
    members: [...row.members],
    capitalNeeded: row.capitalNeeded,
    curated: row.isCurated,
    subscribers: row.subscribers,
    figures: row.figures && { ...row.figures, curve: [...row.figures.curve], ...(showsReturns ? {} : hidden) },
    createdAt: row.createdAt.toISOString(),
  };
}

/** Returns what another listing's page says of a card. */
export function toRelated({ id, title, kind, publisher, disclosure, figures }: ListingLineDto): RelatedListingDto {
  return {
    id,
    title,
    kind,
    publisher,
    disclosure,
    maxDrawdown: figures?.maxDrawdown ?? null,
    cagr: figures?.cagr ?? null,
  };
}
