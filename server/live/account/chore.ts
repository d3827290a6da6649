/** Something that is to be done once for each of its keys, such as a day; where it fails it is tried again after a while. */
export class Chore<Key extends string | number> {
  readonly #patience: number;
  readonly #work: (key: Key) => Promise<unknown>;
  #done: Key | null = null;
  #tried = Number.NEGATIVE_INFINITY;

  constructor(patienceMilliseconds: number, work: (key: Key) => Promise<unknown>) {
    this.#patience = patienceMilliseconds;
    this.#work = work;
  }

  /** Returns what is to be done now for a key; null where that is nothing. */
  due(key: Key | null, now: number): (() => Promise<void>) | null {
    if (key === null || key === this.#done || now - this.#tried <= this.#patience) return null;
    this.#tried = now;
    return async () => {
      await this.#work(key);
      this.#done = key;
    };
  }
}
