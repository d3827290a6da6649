import { doubled } from "../core/doubled.ts";
import type { DenialWords, WaitingDenial } from "./denial.ts";

const FIRST_CAPACITY = 64;
/** The first code; each further one is one less. */
const FIRST_CODE = -2;

/** Reasons of denial that nobody has put into words yet, as numbers: tens of thousands of objects would be moved about by the collector. */
export class DenialTable {
  #count = 0;
  #numbers = new Float64Array(2 * FIRST_CAPACITY);
  #words: DenialWords[] = [];

  /** Keeps a reason, and returns the number that stands for it: below zero, so that it is no text's. */
  codeOf({ words, first, second }: WaitingDenial): number {
    const place = this.#count++;
    if (2 * place === this.#numbers.length) this.#numbers = doubled(this.#numbers);
    this.#numbers[2 * place] = first;
    this.#numbers[2 * place + 1] = second;
    this.#words[place] = words;
    return FIRST_CODE - place;
  }

  textOf(code: number): string {
    const place = FIRST_CODE - code;
    return this.#words[place]!(this.#numbers[2 * place]!, this.#numbers[2 * place + 1]!);
  }

  clear(): void {
    this.#count = 0;
  }
}
