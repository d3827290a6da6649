import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { BarBuilder } from "@/graph-runtime/market/ticks/bar-builder.ts";
import type { BuiltBar, MarketTick } from "@/graph-runtime/market/ticks/market-tick.ts";
import { sessionSlots } from "@/graph-runtime/market/ticks/session-slots.ts";

const minute = 60_000;
/** 2026-11-25 14:28 UTC: two minutes before New York opens. */
const start = Date.UTC(2026, 10, 25, 14, 28);
const opens = start + 2 * minute;
const builder = () => new BarBuilder(sessionSlots(calendars["us-equity"], minute));

/** Trades within eight minutes around the opening, no two of one instant. */
const trades = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 8 * minute - 1 }), fc.integer({ min: 9_900, max: 10_100 })), {
    selector: ([at]) => at,
    minLength: 1,
    maxLength: 60,
  })
  .map((rows) =>
    rows
      .sort(([a], [b]) => a - b)
      .map(([at, cents], index): MarketTick => {
        const volume = { kind: "each", units: 1 + (cents % 7) } as const;
        return { time: start + at, price: cents / 100, volume, id: `trade ${index}` };
      }),
  );

/** The same bars by grouping what was traded, with no state: minute by minute from the opening. */
function plainBars(ticks: readonly MarketTick[]): BuiltBar[] {
  const bars: BuiltBar[] = [];
  for (let time = opens; time < start + 8 * minute; time += minute) {
    const own = ticks.filter((tick) => tick.time >= time && tick.time < time + minute);
    const prices = own.map(({ price }) => price);
    const [open, close] = [prices[0], prices.at(-1)];
    if (open === undefined || close === undefined) continue;
    const volume = own.reduce((sum, tick) => sum + (tick.volume?.units ?? 0), 0);
    const [high, low] = [Math.max(...prices), Math.min(...prices)];
    bars.push({ time, end: time + minute, open, high, low, close, volume });
  }
  return bars;
}

function build(ticks: readonly MarketTick[]): BuiltBar[] {
  const made = builder();
  for (const tick of ticks) made.push(tick);
  return made.close(Number.POSITIVE_INFINITY);
}

describe("bars built from ticks", () => {
  test("are those of the trades of each minute of the session, in whatever order these come and however often", () => {
    fc.assert(
      fc.property(trades, fc.infiniteStream(fc.nat({ max: 1_000 })), (ticks, dice) => {
        const roll = (): number => dice.next().value ?? 0;
        const twice = ticks.flatMap((tick) => (roll() % 3 === 0 ? [tick, tick] : [tick]));
        const mixed = twice.map((tick) => ({ tick, at: roll() })).sort((a, b) => a.at - b.at);
        expect(build(mixed.map(({ tick }) => tick))).toEqual(plainBars(ticks));
      }),
    );
  });

  test("are the same from totals of the session as from each trade's units", () => {
    fc.assert(
      fc.property(trades, (ticks) => {
        let total = 0;
        const inSession = ticks.filter(({ time }) => time >= opens);
        const totals = inSession.map((tick): MarketTick => {
          total += tick.volume?.units ?? 0;
          return { ...tick, id: null, volume: { kind: "total", units: total } };
        });
        // yesterday's total is what a feed says first
        const yesterday: MarketTick = {
          time: opens - 20 * 60 * minute,
          price: 1,
          volume: { kind: "total", units: 1e6 },
          id: null,
        };
        const bars = build([yesterday, ...totals.flatMap((tick) => [tick, tick])]);
        expect(bars).toEqual(plainBars(inSession));
      }),
    );
  });

  test("do not change once they are closed, and nothing is counted twice or lost without being counted", () => {
    fc.assert(
      fc.property(trades, fc.array(fc.nat({ max: 60 })), (ticks, places) => {
        const made = builder();
        const mixed = [...ticks];
        for (const place of places) {
          const [tick] = mixed.splice(place % mixed.length, 1);
          if (tick !== undefined) mixed.push(tick);
        }
        const bars: BuiltBar[] = [];
        let counted = 0;
        for (const tick of mixed) {
          const before = { ...made.counts };
          made.push(tick);
          const left = made.counts.late + made.counts.outside - before.late - before.outside;
          if (left === 0) counted += tick.volume?.units ?? 0;
          bars.push(...made.close(tick.time - 2 * minute));
        }
        bars.push(...made.close(Number.POSITIVE_INFINITY));
        const times = bars.map(({ time }) => time);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(bars.reduce((sum, { volume }) => sum + volume, 0)).toBe(counted);
        expect(made.counts.repeated).toBe(0);
      }),
    );
  });
});
