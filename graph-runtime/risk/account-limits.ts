import { z } from "zod";
import { DAY, MINUTE } from "../core/time.ts";
import { type ExchangeZone, localOf } from "../market/calendar/exchange-zone.ts";

const Money = z.number().positive().max(1e12);
const Percent = z.number().positive().max(100);
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time of day such as 09:15");
const zones = ["Asia/Kolkata", "America/New_York", "UTC"] as const satisfies readonly ExchangeZone[];

/** Limits of an account, outside every strategy. What is not given does not limit. Money is in the account's currency. */
export const AccountLimits = z.strictObject({
  maxOrderValue: Money.optional(),
  /** Units of one order. */
  maxOrderQuantity: Money.optional(),
  maxPositionValue: Money.optional(),
  /** All positions, longs and shorts added up. */
  maxExposure: Money.optional(),
  /** Margin in use by the broker's word, a new order counted with its whole value. */
  maxMargin: Money.optional(),
  /** What all runs of the account may lose in a day (UTC), and below their best. */
  maxDailyLoss: Money.optional(),
  maxDrawdown: Money.optional(),
  /** Entries in any minute. */
  maxOrdersPerMinute: z.int().positive().max(10_000).optional(),
  /** How far a limit price may lie from the last price. */
  priceCollarPercent: Percent.optional(),
  restrictedSymbols: z.array(z.string().trim().min(1).max(40)).max(200).optional(),
  tradingWindow: z.strictObject({ from: Clock, to: Clock, zone: z.enum(zones) }).optional(),
});
export type AccountLimits = z.infer<typeof AccountLimits>;

/** An entry, before it is put into the account's outbox. */
export type AccountOrder = {
  readonly symbol: string;
  readonly quantity: number;
  readonly limitPrice: number | null;
  /** Null where no price is known. */
  readonly lastPrice: number | null;
  /** Signed units that the account's runs hold of it. */
  readonly held: number;
  readonly isBuy: boolean;
};

/** The account at that moment. Null is unknown, and a limit on what is unknown refuses. */
export type AccountMoment = {
  readonly time: number;
  /** Value of all positions without their signs. */
  readonly exposure: number | null;
  /** As the broker says, with what was entered since. */
  readonly marginUsed: number | null;
  /** What its runs have won today; negative is a loss. */
  readonly dayResult: number | null;
  readonly drawdown: number | null;
  readonly ordersLastMinute: number;
};

/** Returns the first reason against an entry, or null. Exits are never asked about: no limit may trap a position. */
export function reviewAccountOrder(limits: AccountLimits, order: AccountOrder, account: AccountMoment): string | null {
  for (const rule of rules) {
    const reason = rule(limits, order, account);
    if (reason !== null) return reason;
  }
  return null;
}

type Rule = (limits: AccountLimits, order: AccountOrder, account: AccountMoment) => string | null;

const priceOf = ({ limitPrice, lastPrice }: AccountOrder): number | null => limitPrice ?? lastPrice;

/** Returns whether something is above its limit, in words; what is not known counts as above. */
function above(what: string, value: number | null, limit: number | undefined): string | null {
  if (limit === undefined) return null;
  if (value === null) return `${what} is not known, and its limit is ${limit}`;
  return value > limit * (1 + 1e-12) ? `${what} would be ${round(value)}, and its limit is ${limit}` : null;
}

const rules: readonly Rule[] = [
  ({ restrictedSymbols }, { symbol }) =>
    restrictedSymbols?.some((one) => one.toUpperCase() === symbol.toUpperCase())
      ? `${symbol} is on the account's restricted list`
      : null,
  ({ tradingWindow }, _order, { time }) => {
    if (tradingWindow === undefined) return null;
    const { from, to, zone } = tradingWindow;
    const now = localOf(zone, time) % DAY;
    return now >= minutesOf(from) && now < minutesOf(to) ? null : `entries are taken from ${from} to ${to} (${zone})`;
  },
  (limits, { quantity }) => above("the quantity", quantity, limits.maxOrderQuantity),
  (limits, order) => {
    const price = priceOf(order);
    return above("the order's value", price === null ? null : order.quantity * price, limits.maxOrderValue);
  },
  (limits, order) => {
    const price = priceOf(order);
    const after = Math.abs(order.held + (order.isBuy ? order.quantity : -order.quantity));
    return above("the position's value", price === null ? null : after * price, limits.maxPositionValue);
  },
  (limits, order, { exposure }) => {
    const price = priceOf(order);
    const value = price === null || exposure === null ? null : exposure + order.quantity * price;
    return above("the account's exposure", value, limits.maxExposure);
  },
  (limits, order, { marginUsed }) => {
    const price = priceOf(order);
    const value = price === null || marginUsed === null ? null : marginUsed + order.quantity * price;
    return above("the margin in use", value, limits.maxMargin);
  },
  ({ priceCollarPercent }, { limitPrice, lastPrice }) => {
    if (priceCollarPercent === undefined || limitPrice === null) return null;
    const away = lastPrice === null ? null : (Math.abs(limitPrice - lastPrice) / lastPrice) * 100;
    return above("the distance from the last price in percent", away, priceCollarPercent);
  },
  (limits, _order, { ordersLastMinute }) =>
    above("the number of entries within a minute", ordersLastMinute + 1, limits.maxOrdersPerMinute),
  ({ maxDailyLoss }, _order, { dayResult }) => reached("the day's loss", dayResult && -dayResult, maxDailyLoss),
  ({ maxDrawdown }, _order, { drawdown }) => reached("the drawdown", drawdown, maxDrawdown),
];

function reached(what: string, value: number | null, limit: number | undefined): string | null {
  if (limit === undefined) return null;
  if (value === null) return `${what} is not known, and its limit is ${limit}`;
  return value >= limit ? `${what} is ${round(value)}, and its limit is ${limit}` : null;
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
