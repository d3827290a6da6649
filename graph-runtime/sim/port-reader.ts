import type { Program, Slot } from "../compiler/program.ts";
import type { Engine } from "../engine/engine.ts";

type Reading = { readonly port: string; readonly slot: Slot; readonly clock: number };

/** Reads what the ports of a program hold, one engine's block after another. */
export class PortReader {
  readonly ports: readonly string[];
  readonly #readings: readonly Reading[];
  readonly #decided: readonly Slot[];
  /** Per lane, the last value of each port on a longer clock: it stands until the next bar of that clock has closed. */
  #standing: readonly Float64Array[];

  constructor(program: Program, lanes: number) {
    this.#readings = [...program.ports].map(([port, slot]) => ({ port, slot, clock: clockOf(program, slot) }));
    this.ports = this.#readings.map(({ port }) => port);
    this.#decided = program.nodes
      .filter((node) => node.stage === "decision")
      .flatMap((node) => Object.values(node.outputs));
    this.#standing = Array.from({ length: lanes }, () => new Float64Array(this.ports.length).fill(Number.NaN));
  }

  /** What must be kept beside a snapshot of the engine, to go on from there. */
  get standing(): readonly Float64Array[] {
    return this.#standing.map((values) => values.slice());
  }

  restore(standing: readonly Float64Array[]): void {
    this.#standing = standing.map((values) => values.slice());
  }

  /** Before a block: bars that an instrument does not have decide nothing, and leave no value of the block before. */
  clear(engine: Engine): void {
    for (const lane of engine.lanes) {
      for (const slot of this.#decided) lane.slots[slot]!.fill(Number.NaN);
      for (const column of Object.values(lane.account)) column.fill(Number.NaN);
    }
  }

  /** Writes the values of all ports at a bar of the block, in the order of `ports`; NaN is unknown. */
  read(engine: Engine, lane: number, at: number, values: Float64Array): void {
    const { slots, closed } = engine.lanes[lane]!;
    const standing = this.#standing[lane]!;
    this.#readings.forEach(({ slot, clock }, index) => {
      if (clock === 0) values[index] = slots[slot]![at]!;
      else {
        const count = closed[clock]![at]!;
        values[index] = count > 0 ? slots[slot]![count - 1]! : standing[index]!;
      }
    });
  }

  /** After a block of so many bars: remembers what stands on the longer clocks. */
  keep(engine: Engine, count: number): void {
    engine.lanes.forEach(({ slots, closed }, lane) => {
      this.#readings.forEach(({ slot, clock }, index) => {
        const bars = clock === 0 ? 0 : closed[clock]![count - 1]!;
        if (bars > 0) this.#standing[lane]![index] = slots[slot]![bars - 1]!;
      });
    });
  }
}

/** Returns the clock of a slot: 0 for the strategy's own timeframe. */
export function clockOf(program: Program, slot: Slot): number {
  const fed = program.clocks.findIndex((plan) => plan.market.includes(slot));
  if (fed >= 0) return fed + 1;
  return program.nodes.find((node) => Object.values(node.outputs).includes(slot))?.clock ?? 0;
}
