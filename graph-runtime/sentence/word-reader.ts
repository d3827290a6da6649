import type { Word } from "./split-words.ts";

// Words that may stand anywhere without changing what is said.
const SILENT = new Set([
  "the",
  "a",
  "an",
  "its",
  "my",
  "our",
  "your",
  "just",
  "then",
  "current",
  "'s",
  "of",
  "-",
  "please",
]);

/** Walks over the words of a text. Every `read...` either moves on and answers, or stays where it is and answers null. */
export class WordReader {
  readonly words: readonly Word[];
  position = 0;
  /** Assumptions made on the way. */
  readonly notes: string[] = [];

  constructor(words: readonly Word[]) {
    this.words = words;
  }

  get isAtEnd(): boolean {
    return this.position >= this.words.length;
  }

  /** Returns what `read` finds; where it finds nothing, the reader is back where it was. */
  attempt<T>(read: () => T | null): T | null {
    const start = this.position;
    const noted = this.notes.length;
    const found = read();
    if (found === null) {
      this.position = start;
      this.notes.length = noted;
    }
    return found;
  }

  /** Reads the first of some phrases, each written in lower case with single spaces: list longer ones first. */
  phrase(...phrases: readonly string[]): string | null {
    for (const phrase of phrases)
      if (this.attempt(() => (this.#matches(phrase.split(" ")) ? phrase : null))) return phrase;
    return null;
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  number(): number | null {
    return this.attempt(() => {
      this.#skip(() => this.words[this.position]?.number !== null);
      const value = this.words[this.position]?.number ?? null;
      if (value === null) return null;
      this.position += 1;
      // "two hundred"
      const next = this.words[this.position];
      if (next?.text === "hundred" && value < 100) {
        this.position += 1;
        return value * 100;
      }
      return value;
    });
  }

  time(): string | null {
    return this.attempt(() => {
      this.#skip(() => this.words[this.position]?.time !== null);
      const time = this.words[this.position]?.time ?? null;
      if (time !== null) this.position += 1;
      return time;
    });
  }

  #matches(wanted: readonly string[]): boolean {
    for (const text of wanted) {
      this.#skip(() => this.words[this.position]?.text === text);
      if (this.words[this.position]?.text !== text) return false;
      this.position += 1;
    }
    return true;
  }

  /** Passes over silent words until one is wanted. */
  #skip(isWanted: () => boolean): void {
    while (!isWanted() && SILENT.has(this.words[this.position]?.text ?? "")) this.position += 1;
  }
}
