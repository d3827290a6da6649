import { z } from "zod";
import { BrokerError } from "../port/broker-error.ts";
import { type BrokerAnswer, type BrokerCall, callBroker, retryAfter } from "../port/call-broker.ts";
import type { RateScope } from "../port/capabilities.ts";
import type { CallPriority, RateGovernor } from "../port/rate-governor.ts";

const Envelope = z.object({ status: z.literal("success"), data: z.unknown() });
const Refusal = z.object({ status: z.literal("error"), message: z.string(), error_type: z.string() });

type KiteCall = {
  readonly method: BrokerCall["method"];
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly scope: RateScope;
  readonly priority: CallPriority;
};

export type KiteAccess = {
  readonly root: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly governor: RateGovernor;
  readonly timeoutMilliseconds: number;
};

/** Kite Connect over HTTP: forms in, envelopes out. */
export class KiteClient {
  readonly #access: KiteAccess;

  constructor(access: KiteAccess) {
    this.#access = access;
  }

  async call<Schema extends z.ZodType>(schema: Schema, call: KiteCall): Promise<z.infer<Schema>> {
    const answer = await this.#send(call);
    if (answer.status === 429) this.#access.governor.pause(call.scope, retryAfter(answer.headers));
    const data = readKiteAnswer(answer);
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    throw new BrokerError(
      { kind: "unknown", reason: "the broker's answer was not understood" },
      { cause: result.error },
    );
  }

  async text(call: KiteCall): Promise<string> {
    const answer = await this.#send(call);
    if (answer.status === 200) return answer.text;
    readKiteAnswer(answer);
    throw new BrokerError({ kind: "unknown", reason: `the broker answered ${answer.status}` });
  }

  async #send({ method, path, form, scope, priority }: KiteCall): Promise<BrokerAnswer> {
    const { root, apiKey, accessToken, governor, timeoutMilliseconds } = this.#access;
    const request: BrokerCall = {
      url: `${root}${path}`,
      method,
      headers: {
        "X-Kite-Version": "3",
        Authorization: `token ${apiKey}:${accessToken}`,
        ...(form === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
      timeoutMilliseconds,
    };
    return governor.pass(scope, priority, () => callBroker(request));
  }
}

/** Returns what an envelope holds, or throws what the answer says of the call's fate. */
export function readKiteAnswer({ status, headers, text }: BrokerAnswer): unknown {
  const body = parse(text);
  const envelope = Envelope.safeParse(body);
  if (status < 300 && envelope.success) return envelope.data.data;
  if (status === 429)
    throw new BrokerError({
      kind: "rate-limited",
      reason: "too many requests",
      retryAfterMilliseconds: retryAfter(headers),
    });
  const refusal = Refusal.safeParse(body);
  // A gateway that speaks for an order system that it cannot reach knows nothing of the order.
  if (!refusal.success || status >= 500)
    throw new BrokerError({
      kind: "unknown",
      reason: refusal.success
        ? `${refusal.data.message} (${status})`
        : `the broker answered ${status} without saying more`,
    });
  const { error_type: code, message } = refusal.data;
  if (code === "TokenException") throw new BrokerError({ kind: "session-expired", reason: message });
  throw new BrokerError({ kind: "rejected", reason: message, code });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
