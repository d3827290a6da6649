import { Worker } from "node:worker_threads";

/** Threads that wait for work: each keeps some memory, and code that is warm. */
const mostIdle = 2;

/**
 * Threads of one kind that are used again: the start of one takes longer than a short backtest, and the code of one that has
 * run before is compiled. A thread is nobody else's while it is lent.
 */
export class WarmThreads {
  readonly #file: URL;
  readonly #idleMilliseconds: number | null;
  readonly #idle: Worker[] = [];
  #ending: NodeJS.Timeout | undefined;

  /** With `idleMilliseconds` those that waited that long for work are ended, and their memory with them. */
  constructor(file: URL, { idleMilliseconds = null }: { readonly idleMilliseconds?: number | null } = {}) {
    this.#file = file;
    this.#idleMilliseconds = idleMilliseconds;
  }

  /** Lends a thread, the one that was used last if there is one. */
  lend(): Worker {
    clearTimeout(this.#ending);
    const thread = this.#idle.pop() ?? this.#start();
    thread.ref();
    return thread;
  }

  /** Takes back a thread that waits for its next message. */
  takeBack(thread: Worker): void {
    if (this.#idle.length >= mostIdle) {
      this.end(thread);
      return;
    }
    silence(thread);
    this.#keep(thread);
    this.#endLater();
  }

  /** Ends a thread that was lent. */
  end(thread: Worker): void {
    silence(thread);
    thread.on("error", () => undefined);
    void thread.terminate();
  }

  /** Starts a thread before it is asked for. */
  warm(): void {
    if (this.#idle.length === 0) this.#keep(this.#start());
  }

  #endLater(): void {
    clearTimeout(this.#ending);
    if (this.#idleMilliseconds === null) return;
    this.#ending = setTimeout(() => {
      for (const thread of this.#idle.splice(0)) this.end(thread);
    }, this.#idleMilliseconds).unref();
  }

  #start(): Worker {
    return new Worker(this.#file);
  }

  #keep(thread: Worker): void {
    // Nobody waits for it: it must not keep the process alive, and its death is noticed by being taken out.
    thread.unref();
    const forget = (): void => {
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    };
    thread.on("error", forget);
    thread.on("exit", forget);
    this.#idle.push(thread);
  }
}

/** Whoever borrowed the thread hears of it no more. */
function silence(thread: Worker): void {
  for (const event of ["message", "error", "exit"]) thread.removeAllListeners(event);
}
