import { exp } from "@/graph-runtime/core/math/exp.ts";
import { DAY } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { firstSessionOfDay, sessionTable } from "@/graph-runtime/market/calendar/session-table.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type Noise, roundToCent, seededNoise } from "./seeded-noise.ts";

// Forty shares of five sectors. A share's daily return is what it takes of the market's and of its sector's, and its own; the market
// has calm and restless times, and falls by about a third within five weeks of 2020.
const seed = 20_150_102;
const firstDay = Date.UTC(2015, 0, 1) / DAY;
const endDay = Date.UTC(2025, 0, 1) / DAY;
const sectors = [
  { code: "TEC", name: "technology" },
  { code: "FIN", name: "finance" },
  { code: "HLT", name: "health" },
  { code: "ENG", name: "energy" },
  { code: "CON", name: "consumer goods" },
] as const;
const perSector = 8;
const crash = { from: Date.UTC(2020, 1, 20) / DAY, to: Date.UTC(2020, 2, 24) / DAY, daily: -0.0175, unrest: 2.6 };
const recovery = { from: crash.to, to: Date.UTC(2020, 5, 9) / DAY, daily: 0.0055, unrest: 1.6 };

const MARKET = 1;
const UNREST = 2;
const SECTOR = 10;
const OWN = 100;

/** The shares of the synthetic market, by sector. */
export const syntheticStocks: readonly Instrument[] = sectors.flatMap(({ code, name }) =>
  Array.from({ length: perSector }, (_, i) =>
    shareInstrument(`SYN-${code}${i + 1}`, { name: `Synthetic ${name} ${i + 1}`, synthetic: true }),
  ),
);

export type StockHistory = { readonly bars: BarColumns; readonly actions: readonly CorporateAction[] };

/** Returns ten years of daily bars of a share, unadjusted, with its splits and dividends. */
export function syntheticStockHistory(symbol: string): StockHistory {
  const rank = syntheticStocks.findIndex((instrument) => instrument.symbol === symbol);
  if (rank < 0) throw new RangeError(`there is no synthetic share "${symbol}"`);
  const noise = seededNoise(seed);
  const days = tradingDays();
  const bars = emptyBars(days.length);
  const actions: CorporateAction[] = [];
  const character = characterOf(noise, rank);
  let close = character.firstPrice;
  let unrest = 1;
  for (const [i, day] of days.entries()) {
    unrest = nextUnrest(noise, unrest, i);
    const { daily, factor } = eventOf(day);
    const market = 0.0004 + daily + 0.008 * unrest * factor * noise.bell(MARKET, i);
    const sector = 0.004 * unrest * noise.bell(SECTOR + Math.floor(rank / perSector), i);
    const own = character.drift + character.deviation * noise.bell(OWN + rank, i);
    let before = close;
    const ratio = splitDue(before);
    if (ratio !== 1) {
      actions.push({ kind: "split", time: day * DAY, ratio });
      before /= ratio;
    }
    const dividend = dividendOn(character, i, before);
    if (dividend > 0) {
      actions.push({ kind: "dividend", time: day * DAY, amount: dividend });
      before -= dividend;
    }
    const move = character.beta * market + sector + own;
    // part of a day's move happens before the opening
    const open = roundToCent(before * exp(move * noise.unit(OWN + rank + 40, i) * 0.6));
    close = roundToCent(before * exp(move));
    const reach = 0.006 * unrest * factor;
    bars.time[i] = day * DAY;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = roundToCent(Math.max(open, close) * (1 + reach * noise.unit(OWN + rank + 80, i)));
    bars.low[i] = roundToCent(Math.min(open, close) * (1 - reach * noise.unit(OWN + rank + 120, i)));
    bars.volume[i] = Math.round(character.shares * (0.6 + 0.8 * noise.unit(OWN + rank + 160, i)) * unrest * factor);
  }
  return { bars, actions };
}

type Character = {
  readonly beta: number;
  readonly drift: number;
  readonly deviation: number;
  readonly firstPrice: number;
  readonly shares: number;
  /** Share of the price that is paid out each quarter, and the first day of it. */
  readonly payout: number;
  readonly payDay: number;
};

function characterOf(noise: Noise, rank: number): Character {
  const trait = (number: number): number => noise.unit(number, 1_000_000 + rank);
  return {
    beta: 0.6 + 0.9 * trait(1),
    drift: -0.0003 + 0.001 * trait(2),
    deviation: 0.007 + 0.009 * trait(3),
    firstPrice: roundToCent(15 + 165 * trait(4) * trait(4)),
    shares: 300_000 + 8_000_000 * trait(5) * trait(5),
    payout: trait(6) < 0.6 ? 0.003 + 0.007 * trait(7) : 0,
    payDay: Math.floor(63 * trait(8)),
  };
}

/** Half again as restless as usual, or half as much: a slow wandering that comes back to 1. */
function nextUnrest(noise: Noise, unrest: number, i: number): number {
  return Math.min(2.2, Math.max(0.5, 1 + 0.97 * (unrest - 1) + 0.07 * noise.bell(UNREST, i)));
}

function eventOf(day: number): { readonly daily: number; readonly factor: number } {
  for (const event of [crash, recovery])
    if (day >= event.from && day < event.to) return { daily: event.daily, factor: event.unrest };
  return { daily: 0, factor: 1 };
}

/** Dear shares are split, cheap ones put together. */
function splitDue(price: number): number {
  if (price > 600) return 4;
  if (price > 320) return 2;
  return price < 3 ? 0.1 : 1;
}

function dividendOn({ payout, payDay }: Character, i: number, price: number): number {
  return payout > 0 && i > 0 && i % 63 === payDay ? roundToCent(payout * price) : 0;
}

let knownDays: readonly number[] | null = null;

function tradingDays(): readonly number[] {
  if (knownDays !== null) return knownDays;
  const table = sessionTable(calendars["us-equity"]);
  knownDays = [...table.day.subarray(firstSessionOfDay(table, firstDay), firstSessionOfDay(table, endDay))];
  return knownDays;
}
