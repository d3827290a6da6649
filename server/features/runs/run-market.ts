import { compile } from "@/graph-runtime/compiler/compile.ts";
import { TIMEFRAME_LENGTHS } from "@/graph-runtime/market/timeframe-lengths.ts";
import type { Transaction } from "../../db/client.ts";
import { addFeedSymbols, openBrokerFeed } from "../../db/repositories/broker-feeds.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import { AppError } from "../../errors/app-error.ts";
import { dealSymbols } from "../../live/deal-symbols.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import { barsToWarmUp } from "../../live/run-setup.ts";
import type { Context } from "../../trpc/context.ts";
import type { StartRunRequest } from "./dto.ts";
import { listedAt, venueOf } from "./venue-of.ts";

/** The market that runs follow unless they are given the prices of an account. */
export const computedFeedId = "synthetic";

type Strategy = { readonly name: string; readonly document: unknown };

/** What a run follows and where its orders go. */
export type RunMarket = {
  readonly feedId: string;
  readonly symbols: readonly string[];
  readonly account: ReturnType<typeof venueOf> | undefined;
  /** Has the feed listen to what the run trades, in the transaction in which the run is made or started. */
  readonly join: (tx: Transaction) => Promise<void>;
};

type Wanted = Pick<StartRunRequest, "symbol" | "prices" | "account">;

/** Checks what a run is to follow, and where its orders are to go. */
export function marketOf(context: Context, strategy: Strategy, wanted: Wanted): Promise<RunMarket> {
  return wanted.prices
    ? brokerMarket(context, strategy, wanted, wanted.prices)
    : computedMarket(context, strategy, wanted);
}

async function computedMarket(context: Context, strategy: Strategy, { symbol, account }: Wanted): Promise<RunMarket> {
  const feed = await findFeed(context.db, computedFeedId);
  if (feed === null)
    throw new AppError("not-possible-now", { message: "This installation has no market that a run could follow." });
  const known = (await openFeedSource(feed)).instruments.map((one) => one.symbol);
  if (!known.includes(symbol)) {
    const message = `The market that runs follow has ${known.join(", ")}, and no "${symbol}". Choose one of them.`;
    throw new AppError("invalid-input", { message });
  }
  const symbols = dealSymbols(strategy, known.indexOf(symbol), known);
  const listed = account === null ? null : await listedAt(context, account.id, { symbols, market: "computed" });
  const venue = listed === null || account === null ? undefined : venueOf(listed, account.product);
  return { feedId: feed.id, symbols, account: venue, join: async () => undefined };
}

async function brokerMarket(
  context: Context,
  strategy: Strategy,
  { symbol, account }: Wanted,
  { accountId, timeframe, further }: NonNullable<Wanted["prices"]>,
): Promise<RunMarket> {
  if (account !== null && account.id !== accountId) {
    const message =
      "The prices are those of another account than the one that the orders go to. Choose the same for both.";
    throw new AppError("invalid-input", { message });
  }
  const symbols = dealSymbols(strategy, 0, [...new Set([symbol, ...further])]);
  const listed = await listedAt(context, accountId, { symbols, market: "own" });
  const { program } = compile(strategy.document);
  const warmBars = program === null ? 0 : barsToWarmUp(program);
  const feedId = `${accountId}:${timeframe}`;
  return {
    feedId,
    symbols,
    account: account === null ? undefined : venueOf(listed, account.product),
    join: async (tx) => {
      const barMilliseconds = TIMEFRAME_LENGTHS[timeframe];
      const lastBarIndex = Math.floor(Date.now() / barMilliseconds) - 1;
      await openBrokerFeed(tx, { id: feedId, accountId, timeframe, barMilliseconds, lastBarIndex });
      const wanted = symbols.flatMap((one) => {
        const instrument = listed.instruments[one];
        return instrument === undefined ? [] : { symbol: one, instrument, warmBars };
      });
      await addFeedSymbols(tx, feedId, wanted);
    },
  };
}
