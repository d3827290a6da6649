import { z } from "zod";
import type { OrderReport } from "../../brokers/port/broker-order.ts";
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  subtractDecimals,
  zero,
} from "../../brokers/port/decimal.ts";
import type { OwnFills } from "../../db/repositories/broker-orders.ts";
import type { Held } from "./list-held.ts";

const Exact = z.string().transform(decimal);

/** What is at the broker and is not ours: a position from before the linking, or an order that somebody else placed. */
const ForeignEntry = z.object({
  /** Null for a position. */
  brokerOrderId: z.string().nullable(),
  exchange: z.string(),
  symbol: z.string(),
  /** Signed. Of an order, `before` is what was filled when the account was linked: the positions had it already. */
  before: Exact,
  quantity: Exact,
});
export const ForeignBook = z.array(ForeignEntry);
export type ForeignBook = z.infer<typeof ForeignBook>;

type OwnCheck = (report: OrderReport) => boolean;

function signed({ side, filledQuantity }: OrderReport): Decimal {
  return side === "buy" ? filledQuantity : subtractDecimals(zero, filledQuantity);
}

/** Returns the book at linking. */
export function openForeignBook(held: readonly Held[], orders: readonly OrderReport[]): ForeignBook {
  return [
    ...held.map(({ exchange, symbol, quantity }) => {
      return { brokerOrderId: null, exchange, symbol, before: zero, quantity };
    }),
    ...orders.map((order) => entryOf(order, signed(order))),
  ];
}

function entryOf(order: OrderReport, before: Decimal): ForeignBook[number] {
  const { brokerOrderId, exchange, symbol } = order;
  return { brokerOrderId, exchange, symbol, before, quantity: signed(order) };
}

/** Adds the fills of orders that are not ours; orders of earlier days stay as they were last seen. */
export function followForeignBook(book: ForeignBook, orders: readonly OrderReport[], isOurs: OwnCheck): ForeignBook {
  const next = [...book];
  for (const order of orders) {
    if (isOurs(order)) continue;
    const at = next.findIndex((entry) => entry.brokerOrderId === order.brokerOrderId);
    const known = next[at];
    if (known === undefined) next.push(entryOf(order, zero));
    else next[at] = { ...known, quantity: signed(order) };
  }
  return next;
}

export type Mismatch = { readonly symbol: string; readonly expected: Decimal; readonly found: Decimal };

/** Returns where the broker's net is not our fills and the foreign book together. */
export function compareBooks(held: readonly Held[], own: readonly OwnFills[], foreign: ForeignBook): Mismatch[] {
  const expected = new Map<string, Decimal>();
  const found = new Map<string, Decimal>();
  const add = (
    sums: Map<string, Decimal>,
    { exchange, symbol }: Pick<OwnFills, "exchange" | "symbol">,
    more: Decimal,
  ) => {
    const key = `${exchange}:${symbol}`;
    sums.set(key, addDecimals(sums.get(key) ?? zero, more));
  };
  for (const fills of own) add(expected, fills, decimal(fills.quantity));
  for (const entry of foreign) add(expected, entry, subtractDecimals(entry.quantity, entry.before));
  for (const one of held) add(found, one, one.quantity);
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [is, should] = [found.get(key) ?? zero, expected.get(key) ?? zero];
    return compareDecimals(is, should) === 0 ? [] : [{ symbol: key, expected: should, found: is }];
  });
}
