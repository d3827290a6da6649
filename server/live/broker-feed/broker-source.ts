import { emptyBars } from "@/graph-runtime/market/bars.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { BrokerInstrument } from "../../brokers/port/broker-instrument.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Database } from "../../db/client.ts";
import { findSealedAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { listBarsBefore, listFeedBars, listFeedSymbols } from "../../db/repositories/broker-feeds.ts";
import type { FeedRow } from "../../db/repositories/feeds.ts";
import { StoredInstrument } from "../account/stored-order.ts";
import type { BarTuple, FeedBar, FeedSource } from "../feed-source.ts";

/** The bars of a broker's feed: those that were given to its runs, and the history from before. */
export async function brokerSource(db: Database, feed: FeedRow): Promise<FeedSource> {
  const { id, accountId, startedAt, barMilliseconds } = feed;
  const account = accountId == null ? null : await findSealedAccount(db, accountId);
  if (account === null) throw new Error(`the account of feed ${id} is not linked any more`);
  const rows = await listFeedSymbols(db, id);
  const timeOf = (index: number): number => startedAt.getTime() + index * barMilliseconds;
  return {
    instruments: rows.map(({ instrument }) => instrumentOf(account, StoredInstrument.parse(instrument))),
    barMilliseconds,
    timeOf,
    barsBetween: async (first, last) => {
      const groups = new Map<number, Record<string, BarTuple>>();
      for (const { index, symbol, open, high, low, close, volume } of await listFeedBars(db, id, first, last)) {
        groups.set(index, { ...groups.get(index), [symbol]: [open, high, low, close, volume] });
      }
      return [...groups].map(([index, bars]): FeedBar => ({ index, time: timeOf(index), bars }));
    },
    history: async (symbol, before, count) => {
      const found = await listBarsBefore(db, id, { symbol, before, count });
      const bars = emptyBars(found.length);
      for (const [at, bar] of found.entries()) {
        bars.time[at] = timeOf(bar.index);
        for (const field of ["open", "high", "low", "close", "volume"] as const) bars[field][at] = bar[field];
      }
      return bars;
    },
  };
}

/** A simulated exchange is always open; a real one by its calendar. */
export function calendarOf({ broker, environment }: Pick<SealedAccountRow, "broker" | "environment">) {
  return environment === "simulated" ? ("always" as const) : brokerOf(broker).calendar;
}

function instrumentOf(
  account: SealedAccountRow,
  { symbol, name, currency, tickSize, lotSize }: BrokerInstrument,
): Instrument {
  return shareInstrument(symbol, {
    name,
    currency,
    tickSize: Number(tickSize),
    lotSize: Number(lotSize),
    calendar: calendarOf(account),
    synthetic: account.environment === "simulated",
  });
}
