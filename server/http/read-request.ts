import type { IncomingMessage, ServerResponse } from "node:http";

/** Fills in what a proxy in front of us would have said, so that everything behind reads one set of headers. */
export function completeHeaders(incoming: IncomingMessage): void {
  const { headers, socket } = incoming;
  headers["x-forwarded-for"] ??= socket.remoteAddress ?? "";
  headers["x-forwarded-host"] ??= headers.host ?? "";
  headers["x-forwarded-proto"] ??= "http";
}

/** Returns Node's request as a standard one. The signal of an event stream fires when its reader goes away. */
export function readRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  const { method = "GET" } = incoming;
  // Any other call is answered in full: a signal for each would cost more than it could save.
  const signal =
    incoming.headers.accept?.includes("text/event-stream") === true ? { signal: awaySignal(outgoing) } : {};
  const body = hasBody(incoming) ? { body: bodyOf(incoming), duplex: "half" as const } : {};
  return new Request(addressOf(incoming), { method, headers, ...signal, ...body });
}

function awaySignal(outgoing: ServerResponse): AbortSignal {
  const away = new AbortController();
  outgoing.once("close", () => away.abort());
  return away.signal;
}

function hasBody({ method, headers }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD") return false;
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Reads a piece when somebody asks for one, and nothing before: a body that is refused is never read. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

// A Host that is no host must not decide where a request belongs: who answers takes the public address from the settings.
function addressOf({ url = "/", headers }: IncomingMessage): string {
  const origin = `${headers["x-forwarded-proto"] === "https" ? "https" : "http"}://${headers.host ?? ""}`;
  return URL.canParse(url, origin) && url.startsWith("/") ? `${origin}${url}` : `http://localhost${url}`;
}
