import { compile } from "../compiler/compile.ts";
import type { Program } from "../compiler/program.ts";
import { DAY } from "../core/time.ts";
import { createStepper, type RunEvent, type StepOutcome, type StepperSetup } from "../engine/stepper.ts";
import type { GraphDocumentInput, GraphNode } from "../graph/document.ts";
import { type BarColumns, emptyBars } from "../market/bars.ts";
import { type Instrument, shareInstrument } from "../market/instrument.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import type { OutsideLimits } from "../risk/outside-limits.ts";
import { type BacktestResult, runBacktest } from "../sim/run-backtest.ts";
import { simulatedVenue } from "../sim/simulated-venue.ts";
import { smallGraph } from "./small-graph.ts";

export type Play = {
  readonly nodes: Readonly<Record<string, { readonly kind: string; readonly params?: GraphNode["params"] }>>;
  readonly wires?: readonly string[];
  /** [open, high, low, close] or with a volume, 1,000 unless given. */
  readonly bars: readonly (readonly number[])[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly instrument?: Partial<Instrument>;
  /** Open time of the first bar, and milliseconds between bars. */
  readonly start?: number;
  readonly step?: number;
  /** What comes in from outside, in rising order of time. */
  readonly signals?: readonly OutsideSignal[];
  /** Where a live run keeps hours. */
  readonly hours?: StepperSetup["hours"];
};

export type Played = {
  readonly result: BacktestResult;
  /** One for each bar, of a live run that was thrown away and restored before every bar. */
  readonly outcomes: readonly StepOutcome[];
  /** "bar side quantity at price: reason" */
  readonly fills: readonly string[];
};

/**
 * Runs a small graph over bars written by hand, as a backtest and then step by step with a restart before every bar. Throws where
 * the two differ. Nothing costs anything, and limits fill on touch, unless the settings say so.
 */
export function playGraph(play: Play): Played {
  const { step = DAY, signals = [] } = play;
  const { program, instrument, bars } = prepare(play);
  const result = runBacktest({ program, lanes: [{ instrument, bars }], signals, blockSize: 3 });
  const problem = result.diagnostics.find(({ severity }) => severity === "error");
  if (problem) throw new Error(problem.message);
  const outcomes = stepThrough({ program, instrument, bars, signals, step });
  const mine = JSON.stringify(result.fills);
  const theirs = JSON.stringify(outcomes.flatMap((outcome) => outcome.fills));
  if (mine !== theirs) throw new Error(`stepped live, it does something else: ${theirs}, as a backtest ${mine}`);
  const equity = outcomes.map((outcome) => outcome.mark.equity);
  if (!equity.every((value, i) => Object.is(value, result.equity[i]))) throw new Error("stepped live, equity differs");
  const fills = result.fills.map(
    ({ bar, side, quantity, price, reason }) => `${bar} ${side} ${quantity} at ${Number(price.toFixed(6))}: ${reason}`,
  );
  return { result, outcomes, fills };
}

/** Steps a small graph with limits around it, thrown away and restored before every event; a command comes before the bar of its index. */
export function playLive(
  play: Play,
  limits: OutsideLimits,
  commands: Readonly<Record<number, Command>> = {},
): readonly StepOutcome[] {
  const { step = DAY, hours } = play;
  return stepThrough({ ...prepare(play), signals: [], step, limits, hours, commands });
}

type Command = (sequence: number) => RunEvent;
type Prepared = { readonly program: Program; readonly instrument: Instrument; readonly bars: BarColumns };

function prepare(play: Play): Prepared {
  const { nodes, wires = [], settings = {}, step = DAY } = play;
  const rest = {
    settings: {
      costs: { model: "none" },
      timeframe: step >= DAY ? "1d" : step === 3_600_000 ? "1h" : step === 900_000 ? "15m" : "1m",
      ...settings,
      execution: { limitPenetrationTicks: 0, cashBufferPercent: 0, ...((settings["execution"] as object) ?? {}) },
    },
  } as Partial<GraphDocumentInput>;
  const { program, diagnostics } = compile(smallGraph(nodes, wires, rest));
  if (!program) throw new Error(diagnostics.map((problem) => problem.message).join("; "));
  const instrument = shareInstrument("TEST", { calendar: "always", ...play.instrument });
  return { program, instrument, bars: columnsOf(play) };
}

type Stepping = Prepared & {
  readonly signals: readonly OutsideSignal[];
  readonly step: number;
  readonly limits?: OutsideLimits;
  readonly hours?: StepperSetup["hours"];
  readonly commands?: Readonly<Record<number, Command>>;
};

function stepThrough({ program, instrument, bars, signals, step, commands = {}, ...around }: Stepping): StepOutcome[] {
  const { settings } = program;
  const setup: StepperSetup = {
    program,
    lanes: [instrument],
    settings,
    venue: simulatedVenue(settings),
    runId: "play",
    ...around,
  };
  let kept: Uint8Array | null = null;
  const take = (event: RunEvent): StepOutcome => {
    const stepper = createStepper(setup);
    if (kept) stepper.restore(kept);
    const outcome = stepper.step(event);
    kept = stepper.snapshot();
    return outcome;
  };
  let sequence = 0;
  let next = 0;
  return Array.from(bars.time, (time, i) => {
    for (; next < signals.length && signals[next]!.time < time + step; next++)
      take({ kind: "signal", sequence: sequence++, signal: signals[next]! });
    const bar = {
      open: bars.open[i]!,
      high: bars.high[i]!,
      low: bars.low[i]!,
      close: bars.close[i]!,
      volume: bars.volume[i]!,
    };
    const command = commands[i]?.(sequence++);
    const before = command === undefined ? [] : take(command).intents;
    const outcome = take({ kind: "bar", sequence: sequence++, time, bars: [bar] });
    return { ...outcome, intents: [...before, ...outcome.intents] };
  });
}

function columnsOf({ bars, start = 0, step = DAY }: Play): BarColumns {
  const columns = emptyBars(bars.length);
  bars.forEach(([open = 0, high = 0, low = 0, close = 0, volume = 1_000], i) => {
    columns.time[i] = start + i * step;
    columns.open[i] = open;
    columns.high[i] = high;
    columns.low[i] = low;
    columns.close[i] = close;
    columns.volume[i] = volume;
  });
  return columns;
}

/** Bars of one price each. */
export function flatBars(...prices: readonly number[]): number[][] {
  return prices.map((price) => [price, price, price, price]);
}
