import { compile } from "../../compiler/compile.ts";
import type { CompileOutcome, Program, Slot } from "../../compiler/program.ts";
import { hasErrors } from "../../core/diagnostic.ts";
import type { Settings } from "../../graph/settings.ts";
import { type BarColumns, emptyBars } from "../../market/bars.ts";
import { timeframeMilliseconds } from "../../market/timeframe.ts";
import type { Registry } from "../../nodes/registry.ts";
import { fillBlock } from "../historical-feed.ts";
import { type LaneFeed, openLaneFeed } from "../lane-feed.ts";
import { type BacktestResult, type LaneData, reviewLanes } from "../run-backtest.ts";
import { mergeTimelines } from "../timeline.ts";
import { rebinder } from "./rebind.ts";
import { RunMemory, runWindow, type Window } from "./run-window.ts";
import { SignalColumns } from "./signal-columns.ts";
import type { SweepPoint } from "./sweep-point.ts";

export type SweepSetup = {
  readonly document: unknown;
  readonly lanes: readonly LaneData[];
  readonly overrides?: Partial<Settings>;
  readonly registry?: Registry;
};

type Shared = {
  readonly program: Program;
  readonly rebind: (point: SweepPoint) => Program | null;
  readonly feed: LaneFeed;
  readonly columns: readonly SignalColumns[];
};

/**
 * Many backtests of one document on one history, that differ in parameters or in the stretch that they trade. The document is
 * compiled once and equal signal columns are computed once, wherever its layout allows; the results are those of separate runs.
 */
export class Sweep {
  readonly #setup: SweepSetup;
  readonly #shared: Shared | null;
  readonly #memory = new RunMemory();
  #lastSettings: { readonly of: Settings; readonly capital: number | undefined; readonly settings: Settings } | null =
    null;
  /** Open times of the history's bars. */
  readonly time: Float64Array;
  /** Money at the start of each run, unless another sum is given. */
  readonly capital: number;

  constructor(setup: SweepSetup, first: SweepPoint = {}) {
    this.#setup = setup;
    const program = programOf(compile(setup.document, { ...this.#options(first), keepApart: true }));
    const problems = reviewLanes({
      program,
      lanes: setup.lanes,
      ...(setup.overrides ? { overrides: setup.overrides } : {}),
    });
    if (hasErrors(problems)) throw new Error(problems.map((problem) => problem.message).join("; "));
    const feed = openLaneFeed({ program, lanes: setup.lanes });
    this.time = feed.time;
    this.capital = { ...program.settings, ...setup.overrides }.capital;
    const rebind = rebinder(program.document, program);
    const barLength = timeframeMilliseconds(program.settings.timeframe);
    const columns = marketsOf(setup.lanes).map(
      (market, lane) => new SignalColumns(market, setup.lanes[lane]!.instrument, barLength),
    );
    this.#shared = rebind === null ? null : { program, rebind, feed, columns };
  }

  /** Bars of the history. */
  get length(): number {
    return this.time.length;
  }

  /**
   * Runs one point on the whole history, or on a stretch of it, with the capital of the settings unless given. The next run
   * uses the memory of the result again: read it, or copy what is to be kept.
   */
  run(point: SweepPoint, window: Window = { from: 0, to: this.length }, capital?: number): BacktestResult {
    const { lanes, overrides } = this.#setup;
    const bound = this.#shared?.rebind(point) ?? null;
    if (this.#shared === null || bound === null) {
      const program = programOf(compile(this.#setup.document, this.#options(point)));
      const settings = settingsOf(program, overrides, capital);
      return runWindow({
        program,
        settings,
        feed: openLaneFeed({ program, lanes }),
        window,
        computed: null,
        memory: this.#memory,
      });
    }
    const { feed, columns } = this.#shared;
    for (const lane of columns) lane.trim();
    const computed = columns.map((lane): ReadonlyMap<Slot, Float64Array> => lane.of(bound));
    return runWindow({
      program: bound,
      settings: this.#settingsOf(bound, capital),
      feed,
      window,
      computed,
      memory: this.#memory,
    });
  }

  /** The programs of one layout have the same settings, and most runs begin with the same money. */
  #settingsOf(program: Program, capital: number | undefined): Settings {
    const last = this.#lastSettings;
    if (last !== null && last.of === program.settings && last.capital === capital) return last.settings;
    const settings = settingsOf(program, this.#setup.overrides, capital);
    this.#lastSettings = { of: program.settings, capital, settings };
    return settings;
  }

  #options(parameters: SweepPoint) {
    const { registry } = this.#setup;
    return registry ? { parameters, registry } : { parameters };
  }
}

function settingsOf(program: Program, overrides: Partial<Settings> | undefined, capital: number | undefined): Settings {
  return { ...program.settings, ...overrides, ...(capital === undefined ? {} : { capital }) };
}

function programOf({ program, diagnostics }: CompileOutcome): Program {
  if (!program) throw new Error(diagnostics.map((problem) => problem.message).join("; "));
  return program;
}

/** Returns each lane's market on the common axis of time. */
function marketsOf(lanes: readonly LaneData[]): BarColumns[] {
  const timeline = mergeTimelines(lanes.map(({ bars }) => bars));
  return lanes.map(({ bars }, lane) => {
    if ((timeline.places[lane] ?? null) === null) return bars;
    const market = emptyBars(timeline.time.length);
    fillBlock(market, bars, { places: timeline.places[lane] ?? null, from: 0, to: timeline.time.length });
    return market;
  });
}
