type Task = () => Promise<unknown>;

/** Does tasks one after the other. */
export class Lane {
  readonly #attempt: (task: Task) => Promise<void>;
  #last = Promise.resolve();
  #count = 0;

  /** `attempt` does one task and never rejects. */
  constructor(attempt: (task: Task) => Promise<void>) {
    this.#attempt = attempt;
  }

  add(task: Task): void {
    this.#count += 1;
    this.#last = this.#last.then(async () => {
      await this.#attempt(task);
      this.#count -= 1;
    });
  }

  get isBusy(): boolean {
    return this.#count > 0;
  }

  /** Resolves when all that was added before is done. */
  get idle(): Promise<void> {
    return this.#last;
  }
}
