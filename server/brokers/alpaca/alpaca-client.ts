import { z } from "zod";
import { BrokerError } from "../port/broker-error.ts";
import { type BrokerCall, callBroker, retryAfter } from "../port/call-broker.ts";
import type { RateScope } from "../port/capabilities.ts";
import type { CallPriority, RateGovernor } from "../port/rate-governor.ts";

const Refusal = z.object({ code: z.number().optional(), message: z.string() });

type AlpacaCall = {
  readonly method: BrokerCall["method"];
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly scope: RateScope;
  readonly priority: CallPriority;
};

export type AlpacaAccess = {
  readonly root: string;
  readonly keyId: string;
  readonly secret: string;
  readonly governor: RateGovernor;
  readonly timeoutMilliseconds: number;
};

/** The trading API: JSON in and out, keys in headers. */
export class AlpacaClient {
  readonly #access: AlpacaAccess;

  constructor(access: AlpacaAccess) {
    this.#access = access;
  }

  async call<Schema extends z.ZodType>(schema: Schema, call: AlpacaCall): Promise<z.infer<Schema>> {
    const { root, keyId, secret, governor, timeoutMilliseconds } = this.#access;
    const request: BrokerCall = {
      url: `${root}${call.path}`,
      method: call.method,
      headers: {
        "APCA-API-KEY-ID": keyId,
        "APCA-API-SECRET-KEY": secret,
        ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMilliseconds,
    };
    const answer = await governor.pass(call.scope, call.priority, () => callBroker(request));
    const { status, headers, text } = answer;
    if (status === 429) {
      const retryAfterMilliseconds = retryAfter(headers);
      governor.pause(call.scope, retryAfterMilliseconds);
      throw new BrokerError({ kind: "rate-limited", reason: "too many requests", retryAfterMilliseconds });
    }
    const body = text === "" ? null : parse(text);
    if (status >= 200 && status < 300) {
      const result = schema.safeParse(body);
      if (result.success) return result.data;
      throw new BrokerError(
        { kind: "unknown", reason: "the broker's answer was not understood" },
        { cause: result.error },
      );
    }
    throw failureFor(status, body);
  }
}

function failureFor(status: number, body: unknown): BrokerError {
  const refusal = Refusal.safeParse(body);
  const reason = refusal.success ? refusal.data.message : `the broker answered ${status} without saying more`;
  if (!refusal.success || status >= 500) return new BrokerError({ kind: "unknown", reason });
  if (status === 401) return new BrokerError({ kind: "session-expired", reason });
  return new BrokerError({ kind: "rejected", reason, code: String(refusal.data.code ?? status) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
