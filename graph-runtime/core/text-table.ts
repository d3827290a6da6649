/** Texts that repeat, as small whole numbers. */
export class TextTable {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();
  #last = "";
  #lastCode = -1;

  /** Returns the number that stands for a text. */
  codeOf(text: string): number {
    if (text === this.#last && this.#lastCode >= 0) return this.#lastCode;
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codes.set(text, code);
    }
    this.#last = text;
    this.#lastCode = code;
    return code;
  }

  textOf(code: number): string {
    return this.texts[code] as string;
  }

  clear(): void {
    this.texts.length = 0;
    this.#codes.clear();
    this.#lastCode = -1;
  }
}
