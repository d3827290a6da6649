import { DAY } from "../core/time.ts";

/** Limits over all members of a basket together; what is not given does not limit. Percentages are of the basket's equity. */
export type BasketLimits = {
  readonly maxDailyLossPercent?: number | undefined;
  readonly maxDrawdownPercent?: number | undefined;
  readonly maxMarginPercent?: number | undefined;
  readonly lockProfitPercent?: number | undefined;
  readonly trailPercent?: number | undefined;
};

export const HOLD_KINDS = ["daily-loss", "lock-profit", "drawdown", "margin"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** What keeps every member from entering, and whether it closes what they hold. */
export type BasketHold = { readonly kind: HoldKind; readonly closes: boolean; readonly reason: string };

/** What the watch carries from one bar to the next. Money is in the account's currency, days are counted from 1970 (UTC). */
export type BasketWatch = {
  readonly time: number;
  readonly equity: number;
  readonly peak: number;
  readonly day: number;
  readonly dayStart: number;
  readonly dayBest: number;
  readonly hold: BasketHold | null;
};

/** All members at one bar: their equity, and the margin that their positions take. */
export type BasketMoment = { readonly time: number; readonly equity: number; readonly margin: number };

/** Returns the watch at the moment from which a basket is looked after. */
export function beginWatch({ time, equity }: BasketMoment): BasketWatch {
  return {
    time,
    equity,
    peak: equity,
    day: Math.floor(time / DAY),
    dayStart: equity,
    dayBest: equity,
    hold: null,
  };
}

/**
 * Returns the watch after one more bar. A loss of the day and a locked profit hold until the next day, a margin until it is small enough
 * again, a drawdown until somebody releases it.
 */
export function watchBasket(before: BasketWatch, limits: BasketLimits, moment: BasketMoment): BasketWatch {
  const { time, equity } = moment;
  const day = Math.floor(time / DAY);
  const isNewDay = day !== before.day;
  const dayStart = isNewDay ? before.equity : before.dayStart;
  const dayBest = Math.max(isNewDay ? dayStart : before.dayBest, equity);
  const peak = Math.max(before.peak, equity);
  const watch = { time, equity, peak, day, dayStart, dayBest };
  const kept = isNewDay && before.hold !== null && endsWithDay(before.hold) ? null : before.hold;
  if (kept?.closes) return { ...watch, hold: kept };
  const breach = closingBreach(watch, limits) ?? marginBreach(limits, moment);
  return { ...watch, hold: breach !== null && breach.kind === kept?.kind ? kept : breach };
}

/** Lets a basket trade again on somebody's word: what it has lost so far no longer counts. */
export function releaseWatch(watch: BasketWatch): BasketWatch {
  return { ...watch, peak: watch.equity, dayStart: watch.equity, dayBest: watch.equity, hold: null };
}

function endsWithDay({ kind }: BasketHold): boolean {
  return kind === "daily-loss" || kind === "lock-profit";
}

type Closing = Omit<BasketWatch, "hold">;

function closingBreach({ equity, peak, dayStart, dayBest }: Closing, limits: BasketLimits): BasketHold | null {
  const { maxDrawdownPercent: drop, maxDailyLossPercent: loss, lockProfitPercent: lock, trailPercent: trail } = limits;
  const below = (100 * (peak - equity)) / peak;
  if (drop !== undefined && below >= drop) {
    return closing("drawdown", `the basket is ${below.toFixed(2)} % below its peak, and ${drop} % pauses it`);
  }
  const lost = (100 * (dayStart - equity)) / dayStart;
  if (loss !== undefined && lost >= loss) {
    return closing("daily-loss", `the basket has lost ${lost.toFixed(2)} % today, and ${loss} % ends its day`);
  }
  if (lock === undefined) return null;
  const best = (100 * (dayBest - dayStart)) / dayStart;
  const floor = trail === undefined ? lock : Math.max(0, best - trail);
  if (best < lock || best <= floor || -lost > floor) return null;
  return closing(
    "lock-profit",
    `the basket made ${best.toFixed(2)} % today and has ${(-lost).toFixed(2)} % left, and ${floor.toFixed(2)} % is locked`,
  );
}

function closing(kind: HoldKind, reason: string): BasketHold {
  return { kind, closes: true, reason };
}

function marginBreach({ maxMarginPercent: most }: BasketLimits, { margin, equity }: BasketMoment): BasketHold | null {
  if (most === undefined) return null;
  const taken = equity > 0 ? (100 * margin) / equity : Number.POSITIVE_INFINITY;
  if (taken <= most) return null;
  const reason = `the basket's margin is ${taken.toFixed(1)} % of its equity, and ${most} % is allowed`;
  return { kind: "margin", closes: false, reason };
}
