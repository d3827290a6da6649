import { BrokerError } from "./broker-error.ts";

export type BrokerCall = {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMilliseconds: number;
};

export type BrokerAnswer = { readonly status: number; readonly headers: Headers; readonly text: string };

/** No connection was made, so nothing can have been done. */
const neverSent: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Sends one request once and returns the whole answer, whatever its status; throws where none came. */
export async function callBroker({ url, timeoutMilliseconds, ...request }: BrokerCall): Promise<BrokerAnswer> {
  try {
    const response = await fetch(url, {
      ...request,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const code = codeOf(error);
    if (code !== null && neverSent.has(code))
      throw new BrokerError(
        { kind: "unreachable", reason: `the broker could not be reached (${code})` },
        { cause: error },
      );
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const reason = isTimeout
      ? `no answer within ${timeoutMilliseconds} ms`
      : `the connection broke off (${code ?? "no code"})`;
    throw new BrokerError({ kind: "unknown", reason }, { cause: error });
  }
}

/** Returns what Retry-After asks for, in milliseconds, or a second. */
export function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 1_000;
}

function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
