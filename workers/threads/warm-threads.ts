import { Worker } from "node:worker_threads";

/** Threads that wait for work: each keeps some memory, and code that is warm. */
const mostIdle = 2;

/**
 * Threads of one kind that are used again: the start of one takes longer than a short backtest, and the code of one that has
 * run before is compiled. A thread is nobody else's while it is lent.
 */
export class WarmThreads {
  readonly #file: URL;
  readonly #idle: Worker[] = [];

  constructor(file: URL) {
    this.#file = file;
  }

  /** Lends a thread, the one that was used last if there is one. */
  lend(): Worker {
    const thread = this.#idle.pop() ?? this.#start();
    thread.ref();
    return thread;
  }

  /** Takes back a thread that waits for its next message. */
  takeBack(thread: Worker): void {
    for (const event of ["message", "error", "exit"]) thread.removeAllListeners(event);
    if (this.#idle.length >= mostIdle) {
      void thread.terminate();
      return;
    }
    this.#keep(thread);
  }

  /** Starts a thread before it is asked for. */
  warm(): void {
    if (this.#idle.length === 0) this.#keep(this.#start());
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
