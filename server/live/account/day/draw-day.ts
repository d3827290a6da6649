import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { type DayTrade, drawContractNote } from "../../../brokers/port/contract-note.ts";
import { brokerOf } from "../../../brokers/registry.ts";
import type { Queryable } from "../../../db/client.ts";
import { countOrdersOfAccount, type DayFillRow, listFillsOfAccount } from "../../../db/repositories/account-days.ts";
import { RunVenue } from "../../run-venue.ts";
import type { DayReport } from "./day-report.ts";
import type { TradingDay } from "./trading-day.ts";

type Trade = DayReport["trades"][number];
type Traded = { readonly trade: Trade; readonly noted: DayTrade; readonly currency: string };

/** Returns what our own books say of an account's day: orders, trades, and what they cost by the rates of that day. */
export async function drawDay(
  db: Queryable,
  account: { readonly id: string; readonly broker: string },
  { day, from, to }: Pick<TradingDay, "day" | "from" | "to">,
): Promise<Omit<DayReport, "books" | "reason">> {
  const adapter = brokerOf(account.broker);
  const span = { from: new Date(Math.max(from, 0)), to: new Date(to) };
  const [orders, fills] = await Promise.all([
    countOrdersOfAccount(db, account.id, span),
    listFillsOfAccount(db, account.id, span),
  ]);
  const traded = tradesOf(fills);
  const note = drawContractNote(
    traded.map(({ noted }) => noted),
    adapter.charges,
    day,
  );
  return {
    zone: calendars[adapter.calendar].zone,
    currency: traded[0]?.currency ?? null,
    from: Number.isFinite(from) ? from : null,
    to,
    orders,
    trades: traded.map(({ trade }) => trade),
    note: { source: adapter.charges.source, ...note },
    booked: Math.round(fills.reduce((sum, { fee }) => sum + fee, 0) * 100) / 100,
  };
}

/** Returns one trade for each order that filled, in the order of their first fills. */
function tradesOf(fills: readonly DayFillRow[]): Traded[] {
  const byOrder = new Map<string, DayFillRow[]>();
  for (const fill of fills) byOrder.set(fill.order, [...(byOrder.get(fill.order) ?? []), fill]);
  return [...byOrder.values()].map((own) => {
    const [{ runId, run, order, symbol, side, time, venue }] = own as [DayFillRow, ...DayFillRow[]];
    const { product, instruments } = RunVenue.parse(venue);
    const instrument = instruments[symbol];
    if (instrument === undefined)
      throw new Error(`the run ${runId} has traded ${symbol}, which its venue does not list`);
    const units = own.reduce((sum, { quantity }) => sum + quantity, 0);
    const value = own.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    const fee = own.reduce((sum, part) => sum + part.fee, 0);
    const place = { exchange: instrument.exchange, symbol: instrument.symbol, product };
    const trade = { runId, run, order, ...place, side, units, price: value / units, value, fee, time: time.getTime() };
    return { trade, noted: { order, instrument, product, side, units, value }, currency: instrument.currency };
  });
}
