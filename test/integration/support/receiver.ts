import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Posted = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

export type Receiver = {
  /** Where it listens, as "127.0.0.1:<port>". */
  readonly host: string;
  readonly posted: readonly Posted[];
  /** Answers the next posts with these statuses; every other one with 200. */
  answer(...statuses: readonly number[]): void;
  close(): Promise<void>;
};

/** Starts a server on the own machine that takes posts. */
export async function openReceiver(): Promise<Receiver> {
  const posted: Posted[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        posted.push({ path: request.url ?? "", headers: request.headers, body });
        response.writeHead(statuses.shift() ?? 200).end("ok");
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    answer: (...next) => void statuses.push(...next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
