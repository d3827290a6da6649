import { createHash } from "node:crypto";
import { env } from "../env.ts";
import { currentRequestId } from "../request-id.ts";

type Bucket = { tokens: number; at: number };

/**
 * A token bucket for each key, in the memory of this process: with N web processes a caller may reach N times the limit.
 * (Sign-in attempts, where that would matter, are counted in PostgreSQL.)
 */
export class RequestLimit {
  readonly #perMinute: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
    this.#burst = Math.max(1, Math.ceil(perMinute / 4));
  }

  /** Takes one token at the time `now` (epoch milliseconds); returns 0, or after how many seconds to come again. */
  take(key: string, now: number): number {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, at: now };
    const perMillisecond = this.#perMinute / 60_000;
    bucket.tokens = Math.min(this.#burst, bucket.tokens + (now - bucket.at) * perMillisecond);
    bucket.at = now;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    this.#forgetFull(now);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMillisecond / 1000);
    bucket.tokens -= 1;
    return 0;
  }

  // The map is in order of use: whoever has not called for a minute has a full bucket again.
  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (now - bucket.at < 60_000) return;
      this.#buckets.delete(key);
    }
  }
}

type Limits = { readonly caller: RequestLimit; readonly address: RequestLimit };
const shared = globalThis as { quantloomLimits?: Limits };

function limits(): Limits {
  shared.quantloomLimits ??= {
    caller: new RequestLimit(env().API_RATE_LIMIT),
    // Behind one address there may be an office.
    address: new RequestLimit(env().API_RATE_LIMIT * 4),
  };
  return shared.quantloomLimits;
}

/** Returns the refusal of a request that comes too soon, or null. */
export function refuseTooSoon(headers: Headers): Response | null {
  const now = Date.now();
  const credential = headers.get("authorization") ?? headers.get("cookie") ?? "";
  const key = createHash("sha256").update(credential).digest("base64");
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const wait = Math.max(limits().address.take(address, now), credential === "" ? 0 : limits().caller.take(key, now));
  if (wait === 0) return null;
  const message = `Too many requests. Come again in ${wait} seconds.`;
  return Response.json(
    { error: { code: "too-many-requests", message, requestId: currentRequestId() } },
    { status: 429, headers: { "retry-after": String(wait) } },
  );
}
