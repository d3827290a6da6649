import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);
// Below this, packing costs both sides more than the network saves.
const leastCompressed = 32 * 1024;
const isText = /^(application\/json|text\/(?!event-stream))/;

/** Sends a standard response over Node's, a stream as it comes; `common` headers go along where it does not set them itself. */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse<IncomingMessage>,
  common: Readonly<Record<string, string>>,
): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(common)) outgoing.setHeader(name, value);
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) await pipe(response.body, outgoing);
  else await sendWhole(Buffer.from(await response.arrayBuffer()), outgoing, isText.test(type));
}

async function sendWhole(body: Buffer, outgoing: ServerResponse<IncomingMessage>, isPackable: boolean): Promise<void> {
  if (isPackable) outgoing.setHeader("vary", "accept-encoding");
  const accepts = String(outgoing.req.headers["accept-encoding"] ?? "");
  const isPacked = isPackable && body.length >= leastCompressed && /\bgzip\b/.test(accepts);
  if (isPacked) outgoing.setHeader("content-encoding", "gzip");
  const bytes = isPacked ? await compress(body, { level: 4 }) : body;
  outgoing.setHeader("content-length", bytes.length);
  outgoing.end(bytes);
}

async function pipe(body: ReadableStream<Uint8Array>, outgoing: ServerResponse<IncomingMessage>): Promise<void> {
  outgoing.flushHeaders();
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined); // the caller is gone: nobody is left to be told
  outgoing.once("close", cancel);
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value) && !outgoing.destroyed)
      await Promise.race([once(outgoing, "drain"), once(outgoing, "close")]);
  }
  outgoing.off("close", cancel);
  outgoing.end();
}
