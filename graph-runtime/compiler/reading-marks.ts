/** A number of a sentence, and the parameter of the node that it is. */
export type ReadingNumber = { readonly nodeId: string; readonly param: string; readonly value: number };

/** A piece of a sentence: plain text, or a number that can be edited where it stands. */
export type ReadingPart = { readonly text: string; readonly number?: ReadingNumber };

type Params = Readonly<Record<string, unknown>>;

// Private-use characters around a number's place in the list: "<index|text>". No kind writes them.
const OPEN = "\uE000";
const BETWEEN = "\uE001";
const CLOSE = "\uE002";
const MARK = new RegExp(`${OPEN}(\\d+)${BETWEEN}([^${CLOSE}]*)${CLOSE}`, "g");

/** A number that calculates and compares as itself, and carries its mark when it is written into a text. */
class MarkedNumber {
  readonly #value: number;
  readonly #mark: string;

  constructor(value: number, mark: string) {
    this.#value = value;
    this.#mark = mark;
  }

  [Symbol.toPrimitive](hint: string): number | string {
    return hint === "string" ? this.#mark : this.#value;
  }
}

/** Lets the kinds write their sentences, and remembers which numbers of them are parameters. */
export class ReadingMarks {
  readonly #numbers: ReadingNumber[] = [];

  /**
   * Returns what `write` says about the parameters, with the numbers marked that stand in it as they are.
   * A kind that counts with a number ("1 bar", "2 bars") would read a marked one differently: such a number stays plain.
   */
  write(nodeId: string, params: Params, write: (params: Params) => string): string {
    const plain = write(params);
    const fitting: Record<string, MarkedNumber> = {};
    for (const [param, value] of Object.entries(params)) {
      if (typeof value !== "number") continue;
      const marked = this.#mark(nodeId, param, value);
      if (readsAs(plain, { ...params, [param]: marked }, write)) fitting[param] = marked;
    }
    const all = { ...params, ...fitting };
    return readsAs(plain, all, write) ? write(all) : plain;
  }

  /** Cuts a text with marks into its parts. */
  split(text: string): ReadingPart[] {
    const parts: ReadingPart[] = [];
    let end = 0;
    for (const found of text.matchAll(MARK)) {
      const number = this.#numbers[Number(found[1])];
      if (number === undefined) continue;
      if (found.index > end) parts.push({ text: text.slice(end, found.index) });
      parts.push({ text: found[2] ?? "", number });
      end = found.index + found[0].length;
    }
    if (end < text.length) parts.push({ text: text.slice(end) });
    return parts;
  }

  #mark(nodeId: string, param: string, value: number): MarkedNumber {
    this.#numbers.push({ nodeId, param, value });
    return new MarkedNumber(value, `${OPEN}${this.#numbers.length - 1}${BETWEEN}${value}${CLOSE}`);
  }
}

/** Takes the marks out of a text. */
export function withoutMarks(text: string): string {
  return text.replace(MARK, "$2");
}

function readsAs(plain: string, params: Params, write: (params: Params) => string): boolean {
  try {
    return withoutMarks(write(params)) === withoutMarks(plain);
  } catch {
    // a method of numbers that a marked one lacks
    return false;
  }
}
