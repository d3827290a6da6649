import { randomUUID } from "node:crypto";
import { allocateWeights } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import { hashMark, verifyMarks } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { allocateCapital } from "@/graph-runtime/core/allocate-capital.ts";
import { appendAudit } from "../../audit/append.ts";
import type { Database, Queryable, Transaction } from "../../db/client.ts";
import { openTwinWatch, readTwinWatch } from "../../db/repositories/basket-watch.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import { storeFigures } from "../../db/repositories/listing-figures.ts";
import { insertMarks, listListingMarks, twinMarksSince } from "../../db/repositories/listing-marks.ts";
import { findEvidence } from "../../db/repositories/listings.ts";
import { insertRuns } from "../../db/repositories/runs.ts";
import { AppError } from "../../errors/app-error.ts";
import { WatchState } from "../../live/basket/watch-state.ts";
import { dealSymbols } from "../../live/deal-symbols.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import { shardOf } from "../../live/shards.ts";
import { dataOfEvidence } from "../backtests/service.ts";
import type { BasketSettings } from "../baskets/dto.ts";
import { queuePortfolioTest, testOfListing } from "../portfolio/service.ts";
import type { RecordDto } from "./dto.ts";
import { figuresOf } from "./figures-of.ts";
import { ensurePlatformTeam } from "./platform-team.ts";

/** The market that twins trade in. */
const paperFeedId = "synthetic";
const day = (at: Date): string => at.toISOString().slice(0, 10);

type OpenedVersion = {
  readonly listingId: string;
  readonly versionId: string;
  readonly sealHash: string;
  readonly capital: string;
  readonly settings: BasketSettings;
};
type RecordedMember = {
  readonly name: string;
  readonly strategyVersionId: string;
  readonly weight: string;
  readonly document: unknown;
};

/**
 * Opens the record of a version in the transaction that publishes it: its first mark, the platform's own runs of it on paper, and the
 * wish for the platform's own backtest up to this moment. Returns that test's id, to be delivered once the transaction has ended.
 */
export async function openRecord(
  tx: Transaction,
  version: OpenedVersion,
  members: readonly RecordedMember[],
): Promise<string> {
  const { versionId, sealHash, settings } = version;
  const now = new Date();
  const capital = Number(version.capital);
  const opening = {
    sequence: 1,
    day: day(now),
    equity: capital.toFixed(2),
    capital: capital.toFixed(2),
    positions: 0,
    at: now.toISOString(),
    previousHash: sealHash,
  };
  const hash = hashMark({ versionId, line: "paper", sealHash }, opening);
  await insertMarks(tx, "paper", [{ ...opening, hash, listingVersionId: versionId }]);
  await storeFigures(tx, {
    ...version,
    listingVersionId: versionId,
    subscribers: 0,
    ...figuresOf(null, Float64Array.of(capital)).figures,
  });
  await startTwin(tx, { versionId, capital, settings }, members);
  const evidence = new Map(
    (
      await findEvidence(
        tx,
        members.map((member) => member.strategyVersionId),
      )
    ).map((one) => [one.versionId, one]),
  );
  return queuePortfolioTest(tx, {
    subject: { listingVersionId: versionId },
    until: now,
    createdBy: "system",
    settings: {
      method: settings.allocation,
      schedule: settings.rebalance,
      corridor: settings.corridorPercent / 100,
      limits: settings.limits,
      capital,
      members: members.map(({ name, strategyVersionId, weight }) => {
        const found = evidence.get(strategyVersionId);
        if (found === undefined) throw new Error(`version ${strategyVersionId} passed the checks without a backtest`);
        return { name, strategyVersionId, weight: Number(weight), ...dataOfEvidence(found) };
      }),
    },
  });
}

type Twin = { readonly versionId: string; readonly capital: number; readonly settings: BasketSettings };

/**
 * Starts one paper run per member, in the platform's own team, by the same rules as a subscriber's basket. Without a synthetic market there
 * is nothing to run in.
 */
async function startTwin(
  tx: Transaction,
  { versionId: listingVersionId, capital, settings }: Twin,
  members: readonly RecordedMember[],
): Promise<void> {
  const feed = await findFeed(tx, paperFeedId);
  if (feed === null) return;
  const teamId = await ensurePlatformTeam(tx);
  const symbols = (await openFeedSource(feed)).instruments.map(({ symbol }) => symbol);
  const given = members.map(({ weight }) => Number(weight));
  const amounts = allocateCapital(capital, allocateWeights(settings.allocation, given, []));
  const dealt = members.map((member, index) => symbolsFor(member, index, symbols));
  if (dealt.includes(null)) return;
  const runs = members.map(({ strategyVersionId }, memberOrdinal) => {
    const id = randomUUID();
    const place = { owner: { listingVersionId }, memberOrdinal, feedId: feed.id, shard: shardOf(id) };
    const money = { symbols: dealt[memberOrdinal] ?? [], capital: amounts[memberOrdinal] ?? "0" };
    return { id, teamId, strategyVersionId, ...place, ...money, createdBy: "system" };
  });
  await insertRuns(tx, runs);
  if (hasRules(settings)) await openTwinWatch(tx, listingVersionId);
  const detail = { listingVersionId, runIds: runs.map(({ id }) => id) };
  await appendAudit(tx, { chain: `team:${teamId}`, teamId, actor: "system", action: "twin.started", detail });
}

function hasRules({ limits, rebalance }: BasketSettings): boolean {
  return rebalance !== "never" || Object.values(limits).some((limit) => limit !== undefined);
}

/** Null where a strategy names more instruments than the paper market has: then there is no twin, and the listing says so. */
function symbolsFor(member: RecordedMember, index: number, symbols: readonly string[]): string[] | null {
  try {
    return dealSymbols(member, index, symbols);
  } catch (error) {
    if (error instanceof AppError && error.code === "not-possible-now") return null;
    throw error;
  }
}

/** Returns the record of a published version for anyone to verify, its verdict included. */
export async function readRecord(
  db: Queryable,
  { versionId, sealHash }: { readonly versionId: string; readonly sealHash: string },
): Promise<RecordDto> {
  const marks = await listListingMarks(db, versionId, "paper");
  const problems = verifyMarks({ versionId, line: "paper", sealHash }, marks);
  return { format: "quantloom.record/1", versionId, line: "paper", sealHash, marks, problems };
}

type Version = { readonly id: string; readonly sealHash: string };

/** Returns everything that the platform has found of a published version: its marks, its twin's day, its divergence and its score. */
export async function readFigures(db: Database, { id }: Version) {
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  const [marks, rows, test, watch] = await Promise.all([
    listListingMarks(db, id, "paper"),
    twinMarksSince(db, id, midnight),
    testOfListing(db, id),
    readTwinWatch(db, id),
  ]);
  const paper = Float64Array.from(marks, (mark) => Number(mark.equity));
  const { figures, divergence, parts } = figuresOf(test?.result ?? null, paper);
  const today = rows.map(({ time, equity }) => ({ time: time.toISOString(), equity }));
  const hasTwin = rows.length > 0 || marks.length > 1;
  return {
    marks,
    today,
    divergence,
    score: figures.score,
    parts,
    hasTwin,
    basket: watch === null ? null : rulesNow(watch),
  };
}

/** Where the rules of a basket stand that its twin keeps, without a figure of what it has made. */
function rulesNow(stored: unknown) {
  const { watch, rebalance } = WatchState.parse(stored);
  const moved = rebalance.last && new Date(rebalance.last.time).toISOString();
  return { hold: watch?.hold?.kind ?? null, isDue: rebalance.due !== null, moved };
}
