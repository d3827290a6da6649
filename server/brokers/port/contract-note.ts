import type { Side } from "@/graph-runtime/market/order.ts";
import type { BrokerInstrument } from "./broker-instrument.ts";
import type { Product } from "./broker-order.ts";
import type { Charge, ChargeTable, RateStep } from "./charge-table.ts";

/** What an order has traded within a day. */
export type DayTrade = {
  readonly order: string;
  readonly instrument: Pick<BrokerInstrument, "exchange" | "kind">;
  readonly product: Product;
  readonly side: Side;
  readonly units: number;
  readonly value: number;
};

export type NoteLine = {
  readonly id: string;
  readonly label: string;
  readonly amount: number /** Before rounding. */;
  readonly exact: number;
};
export type NoteSegment = {
  readonly segment: string;
  readonly bought: number;
  readonly sold: number;
  readonly lines: NoteLine[];
};
export type ContractNote = {
  readonly segments: NoteSegment[];
  /** Null where a rate or a kind of trade is not known: part of the charges is not the charges. */
  readonly total: number | null;
  readonly remarks: string[];
};

/** Works out what the trades of one day cost, by the rates of that day, each charge once for the day and segment. */
export function drawContractNote(trades: readonly DayTrade[], table: ChargeTable, day: string): ContractNote {
  const bySegment = new Map<string, DayTrade[]>();
  const unknown = new Set<string>();
  for (const trade of trades) {
    const segment = table.segmentOf(trade.instrument, trade.product);
    if (segment === null) unknown.add(`What ${trade.instrument.kind} trades are charged is not in the table.`);
    else bySegment.set(segment, [...(bySegment.get(segment) ?? []), trade]);
  }
  const segments = [...bySegment].map(([segment, own]) => drawSegment(segment, own, { table, day, unknown }));
  const remarks = [...unknown];
  if (trades.length > 0 && day > table.knownUntil)
    remarks.push(`The rates are those of ${table.knownUntil}, the last day on which they were looked up.`);
  if (trades.length > 0) remarks.push(...table.remarks);
  const total = sum(segments.flatMap(({ lines }) => lines.map(({ amount }) => amount)));
  return { segments, total: unknown.size > 0 ? null : cents(total), remarks };
}

type Drawing = { readonly table: ChargeTable; readonly day: string; readonly unknown: Set<string> };

function drawSegment(segment: string, trades: readonly DayTrade[], { table, day, unknown }: Drawing): NoteSegment {
  const lines: NoteLine[] = [];
  for (const charge of table.charges) {
    if (!charge.segments.includes(segment)) continue;
    const own = trades.filter((trade) => isOf(charge, trade));
    if (own.length === 0) continue;
    const step = charge.steps.findLast(({ from }) => from <= day);
    if (step === undefined) {
      unknown.add(`The rate of "${charge.label}" on ${day} is not in the table.`);
      continue;
    }
    const exact = amountOf(charge, step, own, lines);
    lines.push({ id: charge.id, label: charge.label, exact, amount: rounded(exact, charge.rounding) });
  }
  const moneyOf = (side: Side): number => sum(trades.filter((trade) => trade.side === side).map(({ value }) => value));
  return { segment, bought: cents(moneyOf("buy")), sold: cents(moneyOf("sell")), lines };
}

function isOf({ exchange, side }: Charge, trade: DayTrade): boolean {
  return (exchange === null || exchange === trade.instrument.exchange) && (side === "both" || side === trade.side);
}

function amountOf(
  { basis }: Charge,
  { rate, most = Number.POSITIVE_INFINITY }: RateStep,
  trades: readonly DayTrade[],
  before: readonly NoteLine[],
): number {
  if (typeof basis === "object") {
    return rate * sum(before.filter(({ id }) => basis.of.includes(id)).map(({ exact }) => exact));
  }
  const perOrder = new Map<string, number>();
  for (const { order, units, value } of trades) {
    const base = basis === "orders" ? 1 : basis === "units" ? units : value;
    perOrder.set(order, basis === "orders" ? base : (perOrder.get(order) ?? 0) + base);
  }
  return sum([...perOrder.values()].map((base) => Math.min(base * rate, most)));
}

function rounded(amount: number, { to, up }: Charge["rounding"]): number {
  // what binary fractions leave behind is no part of the amount
  const parts = Math.round((amount / to) * 1e7) / 1e7;
  return cents((up ? Math.ceil(parts) : Math.round(parts)) * to);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
