import type { Program } from "../compiler/program.ts";
import { Engine } from "../engine/engine.ts";
import { StepLog } from "../engine/run-log.ts";
import { restoreSnapshot, takeSnapshot } from "../engine/snapshot.ts";
import type { ReportCode } from "../nodes/report-code.ts";
import { type LaneFeed, openLaneFeed } from "./lane-feed.ts";
import { PortReader } from "./port-reader.ts";
import { readOrders } from "./read-orders.ts";
import type { LaneData } from "./run-backtest.ts";
import { simulatedVenue } from "./simulated-venue.ts";
import { namedValues, type WhyAnswer } from "./why.ts";

export type TimeTravelInput = {
  readonly program: Program;
  readonly lanes: readonly LaneData[];
  readonly references?: readonly LaneData[];
};

/** Bars that are read at once, and then looked at without running anything. */
const SPAN = 128;
const MOST_MARKS = 512;

type Mark = { readonly snapshot: Uint8Array; readonly standing: readonly Float64Array[] };

type Seen = {
  readonly values: Float64Array;
  readonly reports: readonly ReportCode[];
  readonly position: number;
  readonly equity: number;
  readonly created: WhyAnswer["created"];
  readonly fills: WhyAnswer["fills"];
};

/**
 * Looks at any bar of a run, one after another: keeps the engine's state at every so many bars, and reads the bars after such
 * a mark one at a time, as a live run does. Says what `why` says, which runs everything anew each time.
 */
export class TimeTravel {
  readonly #program: Program;
  readonly #lanes: number;
  readonly #feed: LaneFeed;
  /** Spans between two marks that are kept: one where the history is not too long for that. */
  readonly #stride: number;
  readonly #marks: Mark[] = [];
  readonly #runner: Run;
  readonly #stepper: Run;
  #span = { first: -1, seen: [] as readonly (readonly Seen[])[] };

  constructor(input: TimeTravelInput) {
    this.#program = input.program;
    this.#lanes = input.lanes.length;
    this.#feed = openLaneFeed(input);
    this.#stride = Math.max(1, Math.ceil(this.#feed.time.length / SPAN / MOST_MARKS));
    this.#runner = new Run(input, this.#feed, SPAN);
    this.#stepper = new Run(input, this.#feed, 1);
    if (this.#feed.time.length > 0) this.#marks.push(this.#runner.mark());
  }

  /** Runs on to the next mark; returns false when there is none left. */
  prepare(): boolean {
    const apart = SPAN * this.#stride;
    const start = (this.#marks.length - 1) * apart;
    if (start + apart >= this.#feed.time.length) return false;
    // The runner may have gone on from an earlier mark meanwhile.
    if (this.#runner.bar !== start) this.#runner.goTo(this.#marks.at(-1)!);
    for (let from = start; from < start + apart; from += SPAN) this.#runner.run(from, from + SPAN);
    this.#marks.push(this.#runner.mark());
    return true;
  }

  /** Tells what every port held at a bar, and why each order node acted or not. */
  lookAt(bar: number, lane = 0): WhyAnswer | null {
    if (bar < 0 || bar >= this.#feed.time.length || lane < 0 || lane >= this.#lanes) return null;
    const first = bar - (bar % SPAN);
    if (this.#span.first !== first) this.#read(first);
    const { values: read, reports, ...rest } = this.#span.seen[bar - first]![lane]!;
    const values = namedValues(this.#runner.reader.ports, read);
    return {
      bar,
      time: this.#feed.time[bar]!,
      values,
      orders: readOrders(this.#program, reports, values),
      ...rest,
    };
  }

  #read(first: number): void {
    const apart = SPAN * this.#stride;
    const nearest = Math.floor(first / apart);
    while (this.#marks.length <= nearest && this.prepare());
    this.#stepper.goTo(this.#startOf(first, nearest * apart, this.#marks[nearest]!));
    const end = Math.min(this.#feed.time.length, first + SPAN);
    const seen: Seen[][] = [];
    for (let bar = first; bar < end; bar += 1) {
      this.#stepper.run(bar, bar + 1);
      seen.push(Array.from({ length: this.#lanes }, (_, lane) => this.#stepper.see(lane)));
    }
    this.#span = { first, seen };
  }

  #startOf(first: number, marked: number, mark: Mark): Mark {
    if (marked === first) return mark;
    this.#runner.goTo(mark);
    for (let from = marked; from < first; from += SPAN) this.#runner.run(from, from + SPAN);
    return this.#runner.mark();
  }
}

/** One engine on its way through the history, with what its ports hold. */
class Run {
  readonly reader: PortReader;
  readonly #hash: string;
  readonly #engine: Engine;
  readonly #feed: LaneFeed;
  readonly #equity: Float64Array;
  readonly #exposure: Float64Array;
  readonly #log = new StepLog();

  constructor({ program, lanes }: TimeTravelInput, feed: LaneFeed, blockSize: number) {
    const { settings } = program;
    const venue = simulatedVenue(settings);
    this.#hash = program.semanticHash;
    this.#feed = feed;
    const log = this.#log;
    this.#engine = new Engine({ ...feed.setup, program, settings, venue, blockSize, decideAlways: true, log });
    this.reader = new PortReader(program, lanes.length);
    this.#equity = new Float64Array(blockSize);
    this.#exposure = new Float64Array(blockSize);
  }

  get bar(): number {
    return this.#engine.bar;
  }

  mark(): Mark {
    return { snapshot: takeSnapshot(this.#engine, this.#hash, null), standing: this.reader.standing };
  }

  goTo({ snapshot, standing }: Mark): void {
    restoreSnapshot(this.#engine, snapshot, { semanticHash: this.#hash, tickets: null });
    this.reader.restore(standing);
  }

  /** Runs the bars `from` up to `to`, one block. */
  run(from: number, to: number): void {
    this.#log.clear();
    this.#feed.fill(this.#engine, from, to);
    this.reader.clear(this.#engine);
    this.#engine.runBlock(to - from, this.#equity, this.#exposure);
    this.reader.keep(this.#engine, to - from);
  }

  /** Returns what is to be seen at the only bar of the block; later bars change its orders, so they are copied. */
  see(lane: number): Seen {
    const values = new Float64Array(this.reader.ports.length);
    this.reader.read(this.#engine, lane, 0, values);
    return {
      values,
      reports: [...this.#engine.lanes[lane]!.reports],
      position: this.#engine.ledger.quantity[lane]!,
      equity: this.#engine.equity,
      created: this.#log.orders.filter((order) => order.lane === lane).map((order) => ({ ...order })),
      fills: this.#log.fills.filter((fill) => fill.lane === lane),
    };
  }
}
