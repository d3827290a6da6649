import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Simulator = {
  readonly url: string;
  /** The paths that were asked for, with their queries. */
  readonly asked: URL[];
  /** Answers the next requests with these instead. */
  failNext(...answers: readonly Failure[]): void;
  close(): Promise<void>;
};
export type Failure = {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly hangUp?: boolean;
};
export type Answer = { readonly status?: number; readonly body: string | Uint8Array; readonly type?: string };

/** Starts a server that answers as a provider documents it. */
export async function startSimulator(answer: (url: URL, request: IncomingMessage) => Answer): Promise<Simulator> {
  const asked: URL[] = [];
  const failures: Failure[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://simulator");
    asked.push(url);
    const failure = failures.shift();
    if (failure?.hangUp === true) {
      response.destroy();
      return;
    }
    const {
      status = 200,
      body,
      type = "application/json",
    } = failure === undefined ? answer(url, request) : { body: "", ...failure };
    response.writeHead(status, { "content-type": type, ...failure?.headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    failNext: (...answers) => failures.push(...answers),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A bar at any time: what every simulator's market does. */
export function barAt(time: number): readonly [open: number, high: number, low: number, close: number, volume: number] {
  const step = Math.floor(time / 60_000);
  const open = 100 + (step % 500) / 10;
  const close = 100 + ((step * 7) % 500) / 10;
  return [open, Math.max(open, close) + 0.5, Math.min(open, close) - 0.5, close, (step % 90) + 1];
}
