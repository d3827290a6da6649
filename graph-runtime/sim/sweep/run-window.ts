import type { Program, Slot } from "../../compiler/program.ts";
import { warningDiagnostic } from "../../core/diagnostic.ts";
import { Engine } from "../../engine/engine.ts";
import type { EngineSetup } from "../../engine/engine-setup.ts";
import { ColumnLog } from "../../engine/run-log.ts";
import type { Settings } from "../../graph/settings.ts";
import { FinishedRun } from "../finished-run.ts";
import type { LaneFeed } from "../lane-feed.ts";
import { simulatedVenue } from "../simulated-venue.ts";
import { KeptEngine } from "./kept-engine.ts";

/** A stretch of a history, by bars: from one up to but not including another. */
export type Window = { readonly from: number; readonly to: number };

export type WindowTask = {
  readonly program: Program;
  readonly settings: Settings;
  readonly feed: LaneFeed;
  readonly window: Window;
  /** Per lane, the columns of the whole history, where they are known beforehand. */
  readonly computed: readonly ReadonlyMap<Slot, Float64Array>[] | null;
  readonly memory: RunMemory;
};

/** What runs write to, used again by the next one. */
export class RunMemory {
  readonly log = new ColumnLog();
  readonly kept = new KeptEngine();
  #equity = new Float64Array(0);
  #exposure = new Float64Array(0);

  /** Returns columns for equity and exposure, the latter zeroed, and clears the log. */
  open(count: number): { readonly equity: Float64Array; readonly exposure: Float64Array } {
    this.log.clear();
    if (this.#equity.length < count) {
      this.#equity = new Float64Array(count);
      this.#exposure = new Float64Array(count);
    }
    return { equity: this.#equity.subarray(0, count), exposure: this.#exposure.subarray(0, count).fill(0) };
  }
}

const BLOCK = 4_096;

/** Trades one stretch of a history with an account that starts flat; indicators know the bars before it, and none after. */
export function runWindow({ program, settings, feed, window, computed, memory }: WindowTask): FinishedRun {
  const { from, to } = window;
  const count = to - from;
  const { equity, exposure } = memory.open(count);
  const { log } = memory;
  const setupOf = (blockSize: number): EngineSetup => {
    const venue = simulatedVenue(settings);
    return { ...feed.setup, program, settings, venue, decideAlways: false, log, blockSize };
  };
  let engine: Engine;
  if (computed !== null) {
    const isWhole = from === 0 && to === feed.time.length;
    engine = isWhole
      ? memory.kept.of({ program, settings, log, blockSize: count, setupOf }, computed)
      : new Engine({ ...setupOf(count), computed: computed.map((columns) => slice(columns, window)) });
    computed.forEach((columns, lane) => {
      engine.lastTime[lane] = lastTime(columns.get(0)!, columns.get(4)!, from);
    });
    engine.runBlock(count, equity, exposure);
  } else {
    engine = new Engine(setupOf(Math.min(BLOCK, to)));
    for (let at = 0; at < to; ) {
      const end = Math.min(at + BLOCK, at < from ? from : to);
      feed.fill(engine, at, end);
      if (at < from) engine.warmUp(end - at);
      else engine.runBlock(end - at, equity.subarray(at - from, end - from), exposure.subarray(at - from, end - from));
      at = end;
    }
  }
  return new FinishedRun({
    time: feed.time.subarray(from, to),
    equity,
    exposure,
    held: log.held,
    orderLog: log.orders,
    fillLog: log.fills,
    updates: log.updates,
    cash: log.cash,
    alerts: log.alerts,
    alertsLeftOut: log.alertsLeftOut,
    // a point of a sweep is opened as a backtest to see its lines
    probes: [],
    ambiguousBars: log.ambiguousBars,
    finerBars: log.finerBars,
    coarseBars: log.coarseBars,
    // a sweep is given no signals
    signalsGiven: program.outside.length === 0 ? null : 0,
    cancelled: false,
    settings,
    diagnostics: engine.isRuined
      ? [warningDiagnostic("run.ruined", "The account lost everything; trading stopped there.")]
      : [],
  });
}

function slice(columns: ReadonlyMap<Slot, Float64Array>, { from, to }: Window): Map<Slot, Float64Array> {
  const cut = new Map<Slot, Float64Array>();
  for (const [slot, column] of columns) cut.set(slot, column.subarray(from, to));
  return cut;
}

/** Open time of the last bar before a place, NaN where there is none. */
function lastTime(time: Float64Array, close: Float64Array, before: number): number {
  for (let i = before - 1; i >= 0; i--) if (!Number.isNaN(close[i]!)) return time[i]!;
  return Number.NaN;
}
