/**
 * A seeded stream of random whole numbers: sfc32, Chris Doty-Humphrey's small fast counting generator, which passes PractRand.
 * The same seed gives the same numbers on every machine. Not for secrets.
 */
export class RandomStream {
  /** Three mixing words and a counter. */
  readonly #state = new Int32Array(4);

  constructor(seed: number) {
    // a seed may be any double: both halves of its bits go in
    const words = new Uint32Array(Float64Array.of(seed).buffer);
    this.#state.set([words[0]!, words[1]!, 0x9e3779b9 | 0, 1]);
    const discarded = new Int32Array(16);
    this.indices(discarded, 2);
  }

  /** Fills `into` with numbers from 0 up to but not including `bound`, which is at most 2^32; the bias is below bound / 2^32. */
  indices(into: Int32Array, bound: number): void {
    const state = this.#state;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let counter = state[3]!;
    const scale = bound / 4_294_967_296;
    for (let i = 0; i < into.length; i++) {
      const next = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + next;
      c |= 0;
      into[i] = Math.floor((next >>> 0) * scale);
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = counter;
  }

  /** Puts values into a random order, each order as likely as any other (Fisher and Yates). */
  shuffle(values: Float64Array, scratch: Int32Array): void {
    // one draw of 32 bits for each place, scaled to how many values are left
    this.indices(scratch, 4_294_967_296);
    for (let last = values.length - 1; last > 0; last--) {
      const at = Math.floor(((scratch[last]! >>> 0) * (last + 1)) / 4_294_967_296);
      const value = values[at]!;
      values[at] = values[last]!;
      values[last] = value;
    }
  }
}
