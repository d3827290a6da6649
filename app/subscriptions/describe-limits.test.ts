import { expect, test } from "vitest";
import { describeLimits } from "./describe-limits.ts";
import { exposureOf, marginOf, totalOf } from "./member-figures.ts";

test("each limit that is set is shown with where it stands, a gain as no loss", () => {
  const now = { dayPercent: 1.5, bestPercent: 2, drawdownPercent: 4 };
  const limits = { maxDailyLossPercent: 3, maxDrawdownPercent: 8, lockProfitPercent: 4 };
  expect(describeLimits({ limits, now }, 50)).toEqual([
    { label: "Lost today", now: 0, limit: 3, share: 0 },
    { label: "Below its highest equity", now: 4, limit: 8, share: 0.5 },
    { label: "Best of today, before it is locked", now: 2, limit: 4, share: 0.5 },
  ]);
});

test("before the first bar nothing is known, and nothing is claimed", () => {
  expect(describeLimits({ limits: { maxMarginPercent: 80 }, now: null }, null)).toEqual([
    { label: "Value of all positions", now: null, limit: 80, share: 0 },
  ]);
});

test("exposure adds shorts up, margin is its part of it, and a sum with an unknown part is unknown", () => {
  const held = { positions: [{ symbol: "A", quantity: -3, averagePrice: 9, lastPrice: 10 }] };
  const member = { mark: { ...held } as never, marginShare: 0.2 };
  const fresh = { mark: null, marginShare: 1 };
  expect([exposureOf(member), marginOf(member), exposureOf(fresh)]).toEqual([30, 6, null]);
  expect([totalOf([member, member], marginOf), totalOf([member, fresh], marginOf)]).toEqual([12, null]);
});
