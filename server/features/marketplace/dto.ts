import { z } from "zod";
import { Parameter } from "@/graph-runtime/graph/document.ts";
import { HOLD_KINDS } from "@/graph-runtime/risk/basket-limits.ts";
import { AssumptionDto, StatisticDto } from "../backtests/dto.ts";
import { BasketSettings } from "../baskets/dto.ts";
import { Difficulty, Disclosure, Visibility } from "../publishing/dto.ts";

const PublisherDto = z.object({
  teamId: z.string(),
  name: z.string(),
  verified: z.boolean(),
  registrationNumber: z.string().nullable(),
});

export const FindingDto = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string(),
  /** Null where it would show what is not shown here. */
  message: z.string().nullable(),
});

export const ListingMemberDto = z.object({
  ordinal: z.int(),
  name: z.string(),
  weight: z.number(),
  sealed: z.boolean(),
  timeframe: z.string(),
  /** One plain sentence per rule; none of a sealed member. */
  rules: z.array(z.string()),
  /** The knobs that its author shows to everyone. */
  parameters: z.array(Parameter),
  semanticHash: z.string().nullable(),
  origin: z.object({ listingId: z.string(), title: z.string() }).nullable(),
});
export type ListingMemberDto = z.infer<typeof ListingMemberDto>;

/** What the platform's backtest found of one member. */
export const MemberRecordDto = z.object({
  name: z.string(),
  datasetName: z.string(),
  synthetic: z.boolean(),
  snapshotId: z.string(),
  fingerprint: z.string(),
  risk: z.array(StatisticDto),
  /** Null where returns are not shown. */
  returns: z.array(StatisticDto).nullable(),
  trades: z.array(StatisticDto),
  significance: z.array(StatisticDto),
  costs: z.array(AssumptionDto),
  critique: z.array(FindingDto),
});

export const ListingRecordDto = z.object({
  status: z.enum(["none", "queued", "running", "succeeded", "failed"]),
  /** How far the platform's backtest is, as a share. */
  progress: z.number(),
  error: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  risk: z.array(StatisticDto),
  lossDays: z.int().nullable(),
  returns: z.array(StatisticDto).nullable(),
  curve: z.object({ days: z.array(z.string()), equity: z.array(z.number()) }).nullable(),
  correlation: z.array(z.array(z.number().nullable())),
  worstDays: z.array(z.object({ day: z.string(), total: z.number(), members: z.array(z.number()) })),
  /** The basket's limits were kept; false for what was tested before tests knew them. */
  keepsLimits: z.boolean(),
  /** Days on which a limit over all members was reached, by kind. */
  reached: z.array(z.object({ kind: z.enum(HOLD_KINDS), days: z.int() })),
  members: z.array(MemberRecordDto),
});
export type ListingRecordDto = z.infer<typeof ListingRecordDto>;

export const DivergenceDto = z.object({
  days: z.int(),
  paperReturn: z.number(),
  expectedReturn: z.number(),
  errors: z.number(),
  paperDrawdown: z.number(),
  backtestDrawdown: z.number(),
});

/** The lines of a listing, never joined: what was simulated, and what has happened since. */
export const ListingLinesDto = z.object({
  /** The platform's own paper run: a mark a day, chained. Null where returns are not shown. */
  paper: z.array(z.object({ day: z.string(), equity: z.number(), capital: z.number() })).nullable(),
  /** Since midnight UTC, a point a minute, not chained yet. */
  today: z.array(z.object({ time: z.iso.datetime(), equity: z.number() })).nullable(),
  /** Subscriptions that trade live, added up. None trades live yet. */
  live: z.null(),
  divergence: DivergenceDto.nullable(),
  hasTwin: z.boolean(),
  /** Where the basket's own rules stand on paper; null where the members run side by side, without any. */
  rules: z
    .object({
      /** What keeps it from entering now. */
      hold: z.enum(HOLD_KINDS).nullable(),
      /** Money waits to be moved until its members hold nothing. */
      isDue: z.boolean(),
      moved: z.iso.datetime().nullable(),
    })
    .nullable(),
});

export const RegionDto = z.object({
  region: z.enum(["international", "india"]),
  showsReturns: z.boolean(),
  showsRanking: z.boolean(),
  showsRatings: z.boolean(),
  disclaimer: z.string(),
});

export const FiguresDto = z.object({
  maxDrawdown: z.number().nullable(),
  worstDay: z.number().nullable(),
  cagr: z.number().nullable(),
  sharpe: z.number().nullable(),
  totalReturn: z.number().nullable(),
  paperDays: z.int(),
  /** Equity relative to the start, thinned; empty where it is not known or not shown. */
  curve: z.array(z.number()),
});

export const ListingLineDto = z.object({
  id: z.uuid(),
  slug: z.string(),
  kind: z.enum(["basket", "strategy"]),
  title: z.string(),
  rationale: z.string(),
  publisher: PublisherDto.pick({ teamId: true, name: true, verified: true }),
  visibility: Visibility,
  disclosure: Disclosure,
  difficulty: Difficulty,
  tags: z.array(z.string()),
  symbols: z.array(z.string()),
  timeframe: z.string(),
  version: z.string(),
  members: z.array(z.object({ name: z.string(), weight: z.number() })),
  capitalNeeded: z.number().nullable(),
  curated: z.boolean(),
  subscribers: z.int(),
  figures: FiguresDto.nullable(),
  createdAt: z.iso.datetime(),
});
export type ListingLineDto = z.infer<typeof ListingLineDto>;

/** Another listing with tags or instruments in common. */
export const RelatedListingDto = ListingLineDto.pick({
  id: true,
  title: true,
  kind: true,
  publisher: true,
  disclosure: true,
}).extend({ maxDrawdown: z.number().nullable(), cagr: z.number().nullable() });
export type RelatedListingDto = z.infer<typeof RelatedListingDto>;

export const ListingDto = ListingLineDto.omit({ members: true, figures: true, publisher: true }).extend({
  publisher: PublisherDto,
  versionId: z.uuid(),
  sealHash: z.string(),
  publishedAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
  times: z.string(),
  marginNeeded: z.number().nullable(),
  /** True where the caller's team published it. */
  own: z.boolean(),
  /** The caller's running subscription to it. */
  subscriptionId: z.uuid().nullable(),
  members: z.array(ListingMemberDto),
  /** How a basket shares its money and what limits it; null for a strategy. Sealed ones show it, too: it says what they risk. */
  settings: BasketSettings.nullable(),
  checks: z.array(z.object({ label: z.string(), reason: z.string() })),
  changes: z.array(
    z.object({ version: z.string(), at: z.iso.datetime(), notes: z.string(), what: z.enum(["content", "words"]) }),
  ),
  record: ListingRecordDto,
  score: z
    .object({
      value: z.number(),
      parts: z.array(z.object({ id: z.string(), label: z.string(), value: z.number(), why: z.string() })),
    })
    .nullable(),
  related: z.array(RelatedListingDto),
  region: RegionDto,
});
export type ListingDto = z.infer<typeof ListingDto>;

export const ListingSort = z.enum(["newest", "rank", "drawdown", "paper-days", "subscribers"]);
export type ListingSort = z.infer<typeof ListingSort>;

export const ListingSearch = z.strictObject({
  query: z.string().trim().max(200).optional(),
  tag: z.string().max(40).optional(),
  kind: z.enum(["basket", "strategy"]).optional(),
  disclosure: Disclosure.optional(),
  difficulty: Difficulty.optional(),
  publisher: z.string().max(80).optional(),
  curated: z.boolean().optional(),
  sort: ListingSort.default("newest"),
  cursor: z.string().max(200).optional(),
});
export type ListingSearch = z.infer<typeof ListingSearch>;

export const ListingPageDto = z.object({
  items: z.array(ListingLineDto),
  nextCursor: z.string().nullable(),
  /** False where rankings are not shown; the list is then in the order of publishing. */
  ranked: z.boolean(),
});

/** Whether the records of a listing hold, without a figure of them. */
export const VerdictDto = z.object({
  ok: z.boolean(),
  versions: z.array(
    z.object({
      number: z.int(),
      versionId: z.uuid(),
      sealHash: z.string(),
      marks: z.int(),
      /** Hash of the newest mark: whoever notes it can prove later what was known today. */
      head: z.string().nullable(),
      problems: z.array(z.object({ sequence: z.int(), problem: z.string() })),
    }),
  ),
});
