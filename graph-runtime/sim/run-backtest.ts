import type { Program } from "../compiler/program.ts";
import { type Diagnostic, errorDiagnostic, hasErrors, warningDiagnostic } from "../core/diagnostic.ts";
import { Engine } from "../engine/engine.ts";
import type { EngineSetup } from "../engine/engine-setup.ts";
import { HeldSpans } from "../engine/held-spans.ts";
import { ColumnLog } from "../engine/run-log.ts";
import { sharedSlots } from "../engine/shared-columns.ts";
import { canTakeTurns } from "../engine/take-turns.ts";
import type { Settings } from "../graph/settings.ts";
import type { Alert } from "../market/alert.ts";
import { BAR_FIELDS, type BarColumns } from "../market/bars.ts";
import type { CashEntry } from "../market/cash-entry.ts";
import { checkBars } from "../market/check-bars.ts";
import type { ConversionRates } from "../market/conversion-rates.ts";
import type { FillRecord } from "../market/fill.ts";
import { FillLog } from "../market/fill-log.ts";
import type { Instrument } from "../market/instrument.ts";
import type { InstrumentEvent } from "../market/instrument-event.ts";
import type { OrderRecord } from "../market/order.ts";
import { OrderLog } from "../market/order-log.ts";
import type { OrderUpdate } from "../market/order-update.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { accountCurrency, missingRates } from "./account-currency.ts";
import { FinishedRun } from "./finished-run.ts";
import { type LaneFeed, missingInstruments, openLaneFeed } from "./lane-feed.ts";
import { ProbeRecorder, type ProbeSeries } from "./probe-recorder.ts";
import { reviewSignals } from "./review-signals.ts";
import { simulatedVenue } from "./simulated-venue.ts";

export type RunSettings = Settings;

export type LaneData = {
  readonly instrument: Instrument;
  readonly bars: BarColumns;
  /** Splits, dividends and the like, in rising order of time. Splits and dividends are for raw prices, not for adjusted ones. */
  readonly actions?: readonly InstrumentEvent[];
  /** What the instrument's currency is worth in the account's, where it is another. */
  readonly conversion?: ConversionRates;
  /** Bars of a shorter timeframe, for the intrabar policy "magnifier". */
  readonly finer?: BarColumns;
  /** What the bars were made from, where they are not those of the history, and how many of its bars no session holds. */
  readonly madeFrom?: { readonly timeframe: string; readonly outside: number };
};

export type BacktestProgress = { readonly barsDone: number; readonly barsTotal: number; readonly equity: number };

export type BacktestInput = {
  readonly program: Program;
  /** The instruments that are traded. */
  readonly lanes: readonly LaneData[];
  /** Those that nodes look at only. */
  readonly references?: readonly LaneData[];
  /** What came in from outside while the bars were made; without it, nothing did. */
  readonly signals?: readonly OutsideSignal[];
  /** Replaces settings of the document for this run. */
  readonly overrides?: Partial<RunSettings>;
  /** Bars per block; the result does not depend on it. */
  readonly blockSize?: number;
  /** Called after each block; may stop the run. */
  readonly onProgress?: (progress: BacktestProgress) => "continue" | "cancel";
  /** Leaves out the check of the bars, for data that has been checked already. */
  readonly trustBars?: boolean;
  /** Runs the far end of the ambiguity band: the other path wherever the path within a bar matters. */
  readonly oppositePath?: boolean;
};

export type BacktestResult = {
  /** Worked out when first read, as the rows of the logs are: a sweep that wants neither does not pay for them. */
  readonly fingerprint: string;
  readonly time: Float64Array;
  readonly equity: Float64Array;
  /** Net position value over equity at each bar's close. */
  readonly exposure: Float64Array;
  /** The bars whose exposure is not zero, in stretches. */
  readonly held: HeldSpans;
  readonly orderLog: OrderLog;
  readonly fillLog: FillLog;
  /** The rows of the logs as objects. */
  readonly orders: readonly OrderRecord[];
  readonly fills: readonly FillRecord[];
  /** Changes of working orders that the strategy asked for. */
  readonly updates: readonly OrderUpdate[];
  /** Money that moved without a fill: dividends, funding, interest, settlements, conversion. */
  readonly cash: readonly CashEntry[];
  /** What the strategy raised, and how many more there were than are kept. */
  readonly alerts: readonly Alert[];
  readonly alertsLeftOut: number;
  /** Values that nodes asked to have recorded. */
  readonly probes: readonly ProbeSeries[];
  readonly ambiguousBars: number;
  /** Bars that the magnifier walked along finer bars, and those for which it had none. */
  readonly finerBars: number;
  readonly coarseBars: number;
  /** Recorded signals that it was given; null where the strategy waits for none. */
  readonly signalsGiven: number | null;
  readonly cancelled: boolean;
  readonly settings: RunSettings;
  readonly diagnostics: readonly Diagnostic[];
};

const DEFAULT_BLOCK = 4_096;
/** Doubles that all block columns together may take: about what a second-level cache holds. */
const COLUMN_BUDGET = 1_000_000;
/** Blocks are whole multiples of it where they are longer: kernels run in strides of as many bars, and a rest costs nearly as much. */
const STRIDE = 256;
/** Doubles that the closes of all lanes may take, which every bar reads from one end to the other. */
const ROWS_BUDGET = 131_072;

/** Runs a program over history in the simulated venue. Deterministic: equal input gives an equal fingerprint everywhere. */
export function runBacktest(input: BacktestInput): BacktestResult {
  const { program, lanes } = input;
  const asked: RunSettings = { ...program.settings, ...input.overrides };
  const settings: RunSettings = { ...asked, currency: accountCurrency(asked.currency, lanes) };
  const diagnostics = haveOneAxis(input) ? reviewAround(input) : reviewLanes(input);
  if (hasErrors(diagnostics)) return emptyResult(settings, diagnostics);
  const feed = openLaneFeed(input);
  diagnostics.push(...reviewSignals(program, input.signals ?? [], feed.time));
  const total = feed.time.length;
  const log = new ColumnLog();
  const setup = {
    ...feed.setup,
    program,
    settings,
    venue: simulatedVenue(settings, { oppositePath: input.oppositePath ?? false }),
    decideAlways: false,
    sharesColumns: lanes.length > 1,
    log,
  };
  const blockSize = Math.max(1, Math.min(input.blockSize ?? defaultBlock(setup, feed.isWhole), total));
  const engine = new Engine({ ...setup, blockSize });
  const equity = new Float64Array(total);
  const exposure = new Float64Array(total);
  const recorder = new ProbeRecorder(program, lanes.length, total);
  if (recorder.isTooMuch)
    diagnostics.push(
      warningDiagnostic(
        "run.probes-left-out",
        "The probes of this strategy would record too much, and recorded nothing: use fewer, or fewer bars.",
      ),
    );
  let done = 0;
  let cancelled = false;
  // bars on one axis are checked as they are used, when they are at hand already; a defect found late throws the run away
  const isChecked = input.trustBars === true || !haveOneAxis(input);
  while (done < total && !cancelled) {
    const end = Math.min(total, done + blockSize);
    const begun = beginBlock(engine, feed, { from: done, to: end, isChecked, equity, exposure });
    if (!begun) return emptyResult(settings, defectsOf(input));
    recorder.prepare(engine);
    engine.runBars(0, end - done);
    engine.endBlock(end - done);
    recorder.take(engine, done, end - done);
    done = end;
    cancelled =
      input.onProgress?.({ barsDone: done, barsTotal: total, equity: engine.equity }) === "cancel" && done < total;
  }
  if (engine.isRuined)
    diagnostics.push(warningDiagnostic("run.ruined", "The account lost everything; trading stopped there."));
  return new FinishedRun({
    time: feed.time.subarray(0, done),
    equity: equity.subarray(0, done),
    exposure: exposure.subarray(0, done),
    held: log.held,
    orderLog: log.orders,
    fillLog: log.fills,
    updates: log.updates,
    cash: log.cash,
    alerts: log.alerts,
    alertsLeftOut: log.alertsLeftOut,
    probes: recorder.series.map((series) => ({ ...series, values: series.values.subarray(0, done) })),
    ambiguousBars: log.ambiguousBars,
    finerBars: log.finerBars,
    coarseBars: log.coarseBars,
    signalsGiven: program.outside.length === 0 ? null : (input.signals?.length ?? 0),
    cancelled,
    settings,
    diagnostics,
  });
}

/** Says what is wrong with the data of a run, all of its bars included. */
export function reviewLanes(input: BacktestInput): Diagnostic[] {
  return input.trustBars ? reviewAround(input) : reviewAround(input, defectsOf(input));
}

function reviewAround(input: BacktestInput, defects: readonly Diagnostic[] = []): Diagnostic[] {
  const { lanes, references = [] } = input;
  if (lanes.length === 0)
    return [errorDiagnostic("run.no-data", "There is no data to run on: choose at least one dataset.")];
  const asked = { ...input.program.settings, ...input.overrides };
  const problems: Diagnostic[] = [...missingInstruments(input), ...missingRates(asked.currency, lanes)];
  for (const { instrument, bars } of [...lanes, ...references]) {
    if (bars.time.length > 0) continue;
    const message = `${instrument.symbol} has no bars: choose another dataset or period.`;
    problems.push(errorDiagnostic("run.no-bars", message));
  }
  problems.push(...defects);
  if (!hasErrors(problems) && !haveOverlap(lanes)) {
    problems.push(
      errorDiagnostic(
        "run.no-overlap",
        "The instruments have no time in common: choose datasets whose periods overlap.",
      ),
    );
  }
  return problems;
}

/** Says what is wrong with the bars. */
function defectsOf({ lanes, references = [] }: BacktestInput): Diagnostic[] {
  return [...lanes, ...references].flatMap(({ instrument, bars, finer }) => [
    ...checkBars(bars, instrument.symbol),
    ...(finer === undefined ? [] : checkBars(finer, `${instrument.symbol}, finer bars`)),
  ]);
}

/** Tells whether all instruments have their bars at the same instants, rising ones as far as their ends tell, and nothing else is to be checked. */
function haveOneAxis({ lanes, references = [] }: BacktestInput): boolean {
  const time = lanes[0]?.bars.time;
  if (time === undefined || time.length === 0 || !(time[0]! <= time[time.length - 1]!)) return false;
  return [...lanes, ...references].every(({ bars, finer }) => bars.time === time && finer === undefined);
}

function haveOverlap(lanes: readonly LaneData[]): boolean {
  const start = Math.max(...lanes.map(({ bars }) => bars.time[0]!));
  const end = Math.min(...lanes.map(({ bars }) => bars.time[bars.time.length - 1]!));
  return start <= end;
}

type Stretch = {
  readonly from: number;
  readonly to: number;
  /** The bars are known to be sound. */
  readonly isChecked: boolean;
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
};

/** Gives the engine the bars of a block, each lane's once they are found sound, while they are at hand; returns false where some are not. */
function beginBlock(engine: Engine, feed: LaneFeed, { from, to, isChecked, equity, exposure }: Stretch): boolean {
  if (!isChecked && !feed.isAroundSound(from, to)) return false;
  feed.fillAround(engine, from, to);
  return engine.beginBlock(to - from, equity.subarray(from, to), exposure.subarray(from, to), (lane) => {
    if (!isChecked && !feed.isLaneSound(lane, from, to)) return false;
    feed.fillLane(engine, lane, from, to);
    return true;
  });
}

/** Returns as many bars as leave what the lanes hold of a block in the cache. */
function defaultBlock(setup: Omit<EngineSetup, "blockSize">, isWhole: boolean): number {
  const { program, instruments } = setup;
  const lanes = instruments.length;
  const fitting = Math.min(COLUMN_BUDGET / ownColumns(), ROWS_BUDGET) / lanes;
  const whole = fitting > STRIDE ? fitting - (fitting % STRIDE) : Math.floor(fitting);
  return Math.max(64, Math.min(DEFAULT_BLOCK, whole));

  function ownColumns(): number {
    // their closes, and bars that lie elsewhere where there are gaps between them
    if (canTakeTurns(setup)) return isWhole ? 1 : 1 + BAR_FIELDS.length;
    return program.slotCount - (lanes > 1 && program.levels === 0 ? sharedSlots(program).length : 0);
  }
}

function emptyResult(settings: RunSettings, diagnostics: readonly Diagnostic[]): BacktestResult {
  return new FinishedRun({
    time: new Float64Array(0),
    equity: new Float64Array(0),
    exposure: new Float64Array(0),
    held: new HeldSpans(),
    orderLog: new OrderLog(),
    fillLog: new FillLog(),
    updates: [],
    cash: [],
    alerts: [],
    alertsLeftOut: 0,
    probes: [],
    ambiguousBars: 0,
    finerBars: 0,
    coarseBars: 0,
    signalsGiven: null,
    cancelled: false,
    settings,
    diagnostics,
  });
}
