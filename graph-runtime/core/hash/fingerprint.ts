/**
 * A streaming 128-bit fingerprint of columns, numbers and texts. It tells accidental differences apart; it is no
 * protection against someone who looks for a collision (use SHA-256 for that).
 *
 * The stream is a sequence of 32-bit words:
 * - a double is two words, low then high, of its IEEE 754 bits; every NaN is 0x7ff8000000000000; -0 is kept apart from
 *   +0, because the two differ in 1 / x and therefore in what can follow from them;
 * - a text is the word 0x74657874 ("text"), its length in UTF-16 units, the units one per word, and a zero word where
 *   that is needed to make the count even.
 * Word w goes to accumulator w mod 4, each of which runs the round of XXH32 (seed 0): every word changes its accumulator
 * for certain, and every accumulator depends on all its words. digest() absorbs nothing; it mixes the four accumulators
 * and the count of words with the finish of MurmurHash3_x86_128.
 *
 * Chunk borders leave no trace: column(a) then column(b) is column(a followed by b), and number(x) is column([x]). Put
 * text(name) before each column to keep neighbours apart.
 * @NOTE Column words are read as they lie in memory: little-endian, as on every machine that runs V8 today.
 */
export type Fingerprint = {
  column(values: Float64Array, from?: number, to?: number): void;
  number(value: number): void;
  text(value: string): void;
  /** Returns 32 hex digits for what has been fed so far; feeding may go on afterwards. */
  digest(): string;
};

const PRIME_1 = 0x9e3779b1 | 0;
const PRIME_2 = 0x85ebca77 | 0;
const NAN_HIGH = 0x7ff80000;
const EXPONENT = 0x7ff00000;
const MANTISSA_HIGH = 0x000fffff;
const TEXT = 0x74657874;
/** Couples of doubles of one call: a loop over a million of them is compiled in its midst, and takes three times as long. */
const STRETCH = 2_048;

export function createFingerprint(): Fingerprint {
  const state = Int32Array.of(PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1);
  /** Pairs of words fed so far; an odd count means that the next pair goes to accumulators 2 and 3. */
  let pairs = 0;
  const single = new Float64Array(1);

  function feed(low: number, high: number): void {
    const lane = (pairs++ & 1) * 2;
    state[lane] = round(state[lane] as number, low);
    state[lane + 1] = round(state[lane + 1] as number, high);
  }

  function feedDouble(words: Int32Array, w: number): void {
    const low = words[w] as number;
    const high = words[w + 1] as number;
    if (isNaNBits(low, high)) feed(0, NAN_HIGH);
    else feed(low, high);
  }

  function column(values: Float64Array, from = 0, to = values.length): void {
    const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    let next = from;
    if ((pairs & 1) === 1 && next < to) feedDouble(words, next++ * 2);
    const couples = next < to ? (to - next) >> 1 : 0;
    for (let done = 0; done < couples; done += STRETCH)
      feedCouples(state, words, {
        from: (next + done * 2) * 2,
        to: (next + Math.min(done + STRETCH, couples) * 2) * 2,
      });
    pairs += couples * 2;
    next += couples * 2;
    if (next < to) feedDouble(words, next * 2);
  }

  return {
    column,
    number(value) {
      single[0] = value;
      column(single);
    },
    text(value) {
      feed(TEXT, value.length);
      for (let i = 0; i < value.length; i += 2) {
        feed(value.charCodeAt(i), i + 1 < value.length ? value.charCodeAt(i + 1) : 0);
      }
    },
    digest: () => finish(state, pairs * 2),
  };
}

/** Feeds doubles two by two. Locals and literals instead of cells and constants of the module: this loop is the cost. */
function feedCouples(
  state: Int32Array,
  words: Int32Array,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  let v1 = state[0] as number;
  let v2 = state[1] as number;
  let v3 = state[2] as number;
  let v4 = state[3] as number;
  for (let w = from; w < to; w += 4) {
    let low = words[w] as number;
    let high = words[w + 1] as number;
    if ((high & 0x7ff00000) === 0x7ff00000 && isNaNBits(low, high)) {
      low = 0;
      high = 0x7ff80000;
    }
    v1 = (v1 + Math.imul(low, 0x85ebca77)) | 0;
    v1 = Math.imul((v1 << 13) | (v1 >>> 19), 0x9e3779b1);
    v2 = (v2 + Math.imul(high, 0x85ebca77)) | 0;
    v2 = Math.imul((v2 << 13) | (v2 >>> 19), 0x9e3779b1);
    low = words[w + 2] as number;
    high = words[w + 3] as number;
    if ((high & 0x7ff00000) === 0x7ff00000 && isNaNBits(low, high)) {
      low = 0;
      high = 0x7ff80000;
    }
    v3 = (v3 + Math.imul(low, 0x85ebca77)) | 0;
    v3 = Math.imul((v3 << 13) | (v3 >>> 19), 0x9e3779b1);
    v4 = (v4 + Math.imul(high, 0x85ebca77)) | 0;
    v4 = Math.imul((v4 << 13) | (v4 >>> 19), 0x9e3779b1);
  }
  state[0] = v1;
  state[1] = v2;
  state[2] = v3;
  state[3] = v4;
}

function isNaNBits(low: number, high: number): boolean {
  return (high & EXPONENT) === EXPONENT && ((high & MANTISSA_HIGH) | low) !== 0;
}

function round(accumulator: number, word: number): number {
  const sum = (accumulator + Math.imul(word, PRIME_2)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), PRIME_1);
}

function finish(state: Int32Array, words: number): string {
  let h1 = (state[0] as number) ^ words;
  let h2 = (state[1] as number) ^ Math.floor(words / 0x100000000);
  let h3 = state[2] as number;
  let h4 = state[3] as number;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = avalanche((h2 + h1) | 0);
  h3 = avalanche((h3 + h1) | 0);
  h4 = avalanche((h4 + h1) | 0);
  h1 = avalanche(h1);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return [h1, h2 + h1, h3 + h1, h4 + h1].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
