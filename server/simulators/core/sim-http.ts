import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultInjector } from "./faults.ts";

export type SimRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type SimResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export type SimRoute = {
  readonly method: string;
  /** Groups of the pattern are handed to the handler. */
  readonly pattern: RegExp;
  /** What faults call it. */
  readonly action: string;
  readonly handle: (request: SimRequest, groups: readonly string[]) => SimResponse;
};

const mostBytes = 1_000_000;

export function jsonResponse(status: number, value: unknown): SimResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

export async function readRequest(incoming: IncomingMessage, prefix: string): Promise<SimRequest> {
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) throw new RangeError(`a request may have ${mostBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(url.pathname.slice(prefix.length)),
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

export function findRoute(routes: readonly SimRoute[], { method, path }: SimRequest) {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) return { route, groups: match.slice(1) };
  }
  return null;
}

type Answering = { readonly broker: string; readonly faults: FaultInjector; readonly outgoing: ServerResponse };

/** Works a request off and answers it, with whatever the faults have in store for it. */
export async function answer(
  action: string,
  work: () => SimResponse,
  { broker, faults, outgoing }: Answering,
): Promise<void> {
  const before = faults.take(broker, action, ["lose-request", "status", "late-request"]);
  if (before?.kind === "lose-request") return void outgoing.destroy();
  if (before?.kind === "status") {
    const retry = before.retryAfter === undefined ? {} : { "retry-after": String(before.retryAfter) };
    const headers = { ...typeOf(before.body), ...retry };
    return send(outgoing, { status: before.status, headers, body: before.body ?? "" });
  }
  if (before?.kind === "late-request") await sleep(before.milliseconds);
  const after = faults.take(broker, action, ["lose-response", "late-response", "status-after"]);
  const response = work();
  if (after?.kind === "lose-response") return void outgoing.destroy();
  if (after?.kind === "late-response") await sleep(after.milliseconds);
  if (after?.kind === "status-after")
    return send(outgoing, { status: after.status, headers: typeOf(after.body), body: after.body ?? "" });
  send(outgoing, response);
}

export function send(outgoing: ServerResponse, { status, headers = {}, body }: SimResponse): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

function typeOf(body: string | undefined): Record<string, string> {
  return { "content-type": body?.startsWith("{") === true ? "application/json" : "text/html" };
}
