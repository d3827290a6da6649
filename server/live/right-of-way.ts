/**
 * Lets what a broker waits for pass before what can wait: the steps of a hundred runs that order nothing, stored first, would keep the
 * one that orders from the processor and the database.
 */
export class RightOfWay {
  #passing = 0;
  #waiting: (() => void)[] = [];

  /** True where nothing goes first at this moment. */
  get isClear(): boolean {
    return this.#passing === 0;
  }

  /** Begins something that goes first; it is over when what is returned was called. */
  enter(): () => void {
    let isOver = false;
    this.#passing += 1;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#passing -= 1;
      if (this.#passing === 0) for (const go of this.#waiting.splice(0)) go();
    };
  }

  /** Does work that goes first. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    const leave = this.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Resolves when nothing passes any more, after `milliseconds` at the latest. */
  async give(milliseconds: number): Promise<void> {
    if (this.#passing === 0) return;
    await new Promise<void>((go) => {
      const late = setTimeout(go, milliseconds);
      this.#waiting.push(() => {
        clearTimeout(late);
        go();
      });
    });
  }
}
