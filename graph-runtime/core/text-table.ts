/** Texts up to here are looked for one by one, which beats hashing for the few names and reasons of a strategy. */
const FEW = 8;

/** Texts that repeat, as small whole numbers. */
export class TextTable {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  /** Returns the number that stands for a text. */
  codeOf(text: string): number {
    const { texts } = this;
    const few = Math.min(texts.length, FEW);
    for (let code = 0; code < few; code++) if (texts[code] === text) return code;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, texts.length);
    return texts.push(text) - 1;
  }

  textOf(code: number): string {
    return this.texts[code] as string;
  }
}
