import { exp } from "@/graph-runtime/core/math/exp.ts";
import { DAY, MINUTE } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { firstSessionOfDay, sessionTable } from "@/graph-runtime/market/calendar/session-table.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { roundToCent, seededNoise } from "./seeded-noise.ts";

const firstDay = Date.UTC(2024, 0, 1) / DAY;
const endDay = Date.UTC(2025, 0, 1) / DAY;

type Shape = {
  readonly instrument: Instrument;
  readonly seed: number;
  readonly firstPrice: number;
  /** Deviation of a minute's move, and of the move from one session to the next. */
  readonly minute: number;
  readonly night: number;
  readonly volume: number;
  /** How much livelier the ends of a session are than its middle; 0 for a market without sessions. */
  readonly smile: number;
};

const shapes: readonly Shape[] = [
  {
    instrument: shareInstrument("SYN-USX", { name: "Synthetic share, New York hours", synthetic: true }),
    seed: 20_240_101,
    firstPrice: 180,
    minute: 0.00055,
    night: 0.007,
    volume: 40_000,
    smile: 1.6,
  },
  {
    instrument: shareInstrument("SYN-INX", {
      name: "Synthetic index share, Mumbai hours",
      currency: "INR",
      tickSize: 0.05,
      calendar: "india",
      synthetic: true,
    }),
    seed: 20_240_102,
    firstPrice: 21_700,
    minute: 0.00038,
    night: 0.005,
    volume: 9_000,
    smile: 1.2,
  },
  {
    instrument: shareInstrument("SYN-COIN", {
      name: "Synthetic coin",
      tickSize: 0.01,
      lotSize: 0.001,
      calendar: "always",
      synthetic: true,
    }),
    seed: 20_240_103,
    firstPrice: 42_000,
    minute: 0.0006,
    night: 0,
    volume: 30,
    smile: 0,
  },
];

/** Instruments of the synthetic market in bars of one minute: two with sessions, one that never closes. */
export const syntheticMinuteInstruments: readonly Instrument[] = shapes.map(({ instrument }) => instrument);

const MOVE = 1;
const SIDE = 2;
const NIGHT = 3;
const HIGH = 4;
const LOW = 5;
const VOLUME = 6;
/** Minutes after which the market may be livelier or calmer. */
const spell = 240;

/** Returns the bars of one minute of 2024, in the sessions of the instrument's calendar. */
export function syntheticMinuteHistory(symbol: string): BarColumns {
  const shape = shapes.find(({ instrument }) => instrument.symbol === symbol);
  if (shape === undefined) throw new RangeError(`there is no synthetic instrument "${symbol}" in minutes`);
  const { instrument, seed, firstPrice, minute, night, volume, smile } = shape;
  const noise = seededNoise(seed);
  const table = sessionTable(calendars[instrument.calendar]);
  const from = firstSessionOfDay(table, firstDay);
  const to = firstSessionOfDay(table, endDay);
  let length = 0;
  for (let s = from; s < to; s++) length += (table.close[s]! - table.open[s]!) / MINUTE;
  const bars = emptyBars(length);
  const ticks = 1 / instrument.tickSize;
  const round = (price: number): number =>
    instrument.tickSize === 0.01 ? roundToCent(price) : Math.round(price * ticks) / ticks;
  let price = firstPrice;
  let i = 0;
  for (let s = from; s < to; s++) {
    price = round(price * exp(night * noise.bell(NIGHT, s)));
    const minutes = (table.close[s]! - table.open[s]!) / MINUTE;
    for (let m = 0; m < minutes; m++, i++) {
      // 1 at both ends of the session, 0 in its middle
      const edge = (2 * m) / minutes - 1;
      const lively = (0.7 + 0.6 * noise.unit(SIDE, Math.floor(i / spell))) * (1 + smile * edge * edge);
      const open = price;
      price = round(price * exp(minute * lively * noise.bell(MOVE, i)));
      bars.time[i] = table.open[s]! + m * MINUTE;
      bars.open[i] = open;
      bars.close[i] = price;
      bars.high[i] = Math.max(open, price, round(Math.max(open, price) * (1 + minute * lively * noise.unit(HIGH, i))));
      bars.low[i] = Math.min(open, price, round(Math.min(open, price) * (1 - minute * lively * noise.unit(LOW, i))));
      bars.volume[i] = Math.round(volume * lively * (0.5 + noise.unit(VOLUME, i)) * 1_000) / 1_000;
    }
  }
  return bars;
}
