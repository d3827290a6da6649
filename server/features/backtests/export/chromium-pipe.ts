import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";

const Answer = z.looseObject({
  id: z.int().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});

type Waiting = {
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
};

/** A Chromium that is spoken to over its DevTools pipe: two file descriptors of its own, and no port that others could reach. */
export class ChromiumPipe {
  readonly #browser: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #words = "";

  constructor(program: string, parameters: readonly string[]) {
    const stdio = ["ignore", "ignore", "pipe", "pipe", "pipe"] as const;
    this.#browser = spawn(program, ["--headless", "--remote-debugging-pipe", ...parameters], { stdio: [...stdio] });
    this.#browser.once("error", (error) => this.#fail(error));
    this.#browser.once("close", (code) => this.#fail(new Error(`Chromium ended (${code}): ${this.#words}`)));
    this.#browser.stderr?.on("data", (chunk: Buffer) => {
      this.#words = `${this.#words}${chunk.toString("utf8")}`.slice(-1_000);
    });
    // A browser that died meanwhile says so by its end.
    this.#to.on("error", () => undefined);
    this.#read(this.#browser.stdio[4] as Readable);
  }

  get #to(): Writable {
    return this.#browser.stdio[3] as Writable;
  }

  /** Sends a command of the DevTools protocol, and returns its result. */
  send(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Ends the browser, whatever it does. */
  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#browser;
    if (exitCode !== null || signalCode !== null || this.#browser.pid === undefined) return;
    const ended = new Promise((resolve) => this.#browser.once("close", resolve));
    this.#browser.kill("SIGKILL");
    await ended;
  }

  #read(from: Readable): void {
    let rest = "";
    from.setEncoding("utf8").on("data", (chunk: string) => {
      const messages = `${rest}${chunk}`.split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) this.#take(Answer.parse(JSON.parse(message)));
    });
  }

  #take({ id = 0, result = {}, error }: z.infer<typeof Answer>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(`Chromium: ${error.message}`));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
