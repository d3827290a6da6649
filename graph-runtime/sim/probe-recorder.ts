import type { Program } from "../compiler/program.ts";
import type { Engine } from "../engine/engine.ts";

export type ProbeSeries = {
  readonly nodeId: string;
  readonly name: string;
  /** The lane, or null for what belongs to the portfolio. */
  readonly lane: number | null;
  /** One value per bar; NaN is unknown. */
  readonly values: Float64Array;
};

/** The most values that all probes of a run may record together. */
const MOST_VALUES = 20_000_000;

/** Takes what the probes of a program hold, block by block. */
export class ProbeRecorder {
  readonly series: readonly ProbeSeries[];
  /** Probes were left out, because together they would record too much. */
  readonly isTooMuch: boolean;
  readonly #program: Program;

  constructor(program: Program, lanes: number, bars: number) {
    this.#program = program;
    const places = program.probes.flatMap(({ nodeId, name, domain }) => {
      const owners = domain === "all" ? [null] : Array.from({ length: lanes }, (_, lane) => lane);
      return owners.map((lane) => ({ nodeId, name, lane }));
    });
    this.isTooMuch = places.length * bars > MOST_VALUES;
    this.series = this.isTooMuch ? [] : places.map((place) => ({ ...place, values: new Float64Array(bars) }));
  }

  /** Before a block: what is decided only on bars that an instrument has holds nothing on the others. */
  prepare({ lanes }: Engine): void {
    for (const { slot, stage } of this.#program.probes)
      if (stage === "decision") for (const lane of lanes) lane.slots[slot]!.fill(Number.NaN);
  }

  /** After a block of `count` bars that began at bar `from`. */
  take({ lanes }: Engine, from: number, count: number): void {
    for (const { nodeId, lane, values } of this.series) {
      const { slot } = this.#program.probes.find((probe) => probe.nodeId === nodeId)!;
      values.set(lanes[lane ?? 0]!.slots[slot]!.subarray(0, count), from);
    }
  }
}
