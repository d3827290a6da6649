import { DAY } from "../core/time.ts";
import { Settings } from "../graph/settings.ts";
import type { ConversionRates } from "../market/conversion-rates.ts";
import { type Instrument, shareInstrument } from "../market/instrument.ts";
import type { InstrumentEvent } from "../market/instrument-event.ts";
import type { OrderIntent, OrderStyle, SizeRequest } from "../nodes/order-intent.ts";
import type { BacktestResult } from "../sim/run-backtest.ts";
import type { OracleBar } from "./oracle/oracle-match.ts";
import { runCase } from "./oracle/run-case.ts";
import type { OracleProtection } from "./oracle/run-oracle.ts";

export type ScriptCase = {
  /** [open, high, low, close] or with a volume, 1,000 unless given; one bar a day. */
  readonly bars: readonly (readonly number[])[];
  /** What is asked for at the close of a bar, by the bar's index. */
  readonly asks: Readonly<Record<number, readonly OrderIntent[]>>;
  readonly protections?: readonly OracleProtection[];
  readonly settings?: Record<string, unknown>;
  readonly instrument?: Partial<Instrument>;
  /** Splits and dividends, for raw prices. */
  readonly actions?: readonly InstrumentEvent[];
  /** What the instrument's currency is worth, by the bar's index. */
  readonly rates?: Readonly<Record<number, number>>;
  /** Milliseconds between bars. */
  readonly step?: number;
};

/** Runs scripted orders over a few bars written by hand. Nothing costs anything unless the settings say so. */
export function runScript({
  bars,
  asks,
  protections = [],
  settings = {},
  instrument = {},
  actions = [],
  rates,
  step = DAY,
}: ScriptCase): BacktestResult {
  const times = bars.map((_, i) => i * step);
  const result = runCase({
    settings: Settings.parse({ costs: { model: "none" }, timeframe: step === DAY ? "1d" : "1h", ...settings }),
    instruments: [shareInstrument("TEST", { calendar: "always", ...instrument })],
    times,
    bars: bars.map(([open = 0, high = 0, low = 0, close = 0, volume = 1_000], i): OracleBar[] => [
      { time: times[i]!, open, high, low, close, volume },
    ]),
    script: new Map(Object.entries(asks).map(([bar, intents]) => [Number(bar), [intents]])),
    protections,
    actions: [actions],
    rates: [rates === undefined ? null : ratesAt(rates, step)],
  });
  const problem = result.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (problem) throw new Error(problem.message);
  return result;
}

function ratesAt(rates: Readonly<Record<number, number>>, step: number): ConversionRates {
  const bars = Object.keys(rates).map(Number);
  return {
    time: Float64Array.from(bars, (bar) => bar * step),
    rate: Float64Array.from(bars, (bar) => rates[bar]!),
  };
}

type Terms = Partial<Extract<OrderIntent, { action: "enter" }>>;

export function buy(style: OrderStyle = { type: "market" }, units = 10, terms: Terms = {}): OrderIntent {
  return enter(1, style, units, terms);
}

export function sellShort(style: OrderStyle = { type: "market" }, units = 10, terms: Terms = {}): OrderIntent {
  return enter(-1, style, units, terms);
}

export function close(style: OrderStyle = { type: "market" }, percent = 100, terms: Terms = {}): OrderIntent {
  const size: SizeRequest = { unit: "position-percent", amount: percent };
  const { timeInForce, goodTill, oco } = terms;
  return {
    action: "exit",
    direction: 0,
    size,
    style,
    reason: "script",
    ...(timeInForce === undefined ? {} : { timeInForce }),
    ...(goodTill === undefined ? {} : { goodTill }),
    ...(oco === undefined ? {} : { oco }),
  };
}

function enter(direction: 1 | -1, style: OrderStyle, units: number, terms: Terms): OrderIntent {
  return {
    action: "enter",
    direction,
    size: { unit: "units", amount: units },
    style,
    reverse: false,
    reason: "script",
    ...terms,
  };
}

/** The fills in one line each: "bar side quantity at price". */
export function fillLines({ fills }: BacktestResult): string[] {
  return fills.map(({ bar, side, quantity, price }) => `${bar} ${side} ${quantity} at ${Number(price.toFixed(6))}`);
}
