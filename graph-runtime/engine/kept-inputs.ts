import type { Program, Slot } from "../compiler/program.ts";
import { doubled } from "../core/doubled.ts";
import { marketDecidedBy, slotsDecidedBy } from "./read-slots.ts";

const FIRST_CAPACITY = 256;

/**
 * What a lane's decision will read, kept from the moment at which its signals lie in columns that the next lane writes over, until it
 * decides: a few numbers for each decision in place of columns for each lane.
 */
export class KeptInputs {
  readonly #slots: readonly Slot[];
  #values: Float64Array;

  constructor(program: Program) {
    this.#slots = [...marketDecidedBy(program), ...slotsDecidedBy(program)];
    this.#values = new Float64Array(FIRST_CAPACITY * this.#slots.length);
  }

  keep(entry: number, columns: readonly Float64Array[], at: number): void {
    const slots = this.#slots;
    const start = entry * slots.length;
    while (start + slots.length > this.#values.length) this.#values = doubled(this.#values);
    const values = this.#values;
    for (let k = 0; k < slots.length; k++) values[start + k] = columns[slots[k]!]![at]!;
  }

  /** Puts them back where the kernels read them. */
  give(entry: number, columns: readonly Float64Array[], at: number): void {
    const slots = this.#slots;
    const values = this.#values;
    const start = entry * slots.length;
    for (let k = 0; k < slots.length; k++) columns[slots[k]!]![at] = values[start + k]!;
  }
}
