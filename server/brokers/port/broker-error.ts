export type BrokerFailure =
  /** The broker answered no: trying the same again is of no use. */
  | { readonly kind: "rejected"; readonly reason: string; readonly code: string | null }
  /** It was sent and nothing, or nothing certain, came back: it may have happened. Look it up, never repeat it. */
  | { readonly kind: "unknown"; readonly reason: string }
  /** It was surely not done, because too much was asked for; it may be tried later. */
  | { readonly kind: "rate-limited"; readonly reason: string; readonly retryAfterMilliseconds: number }
  /** It was surely not done, because the session is over: the user has to connect again. */
  | { readonly kind: "session-expired"; readonly reason: string }
  /** It was surely not done, because the broker could not be reached at all. */
  | { readonly kind: "unreachable"; readonly reason: string };

/** What every call of a broker throws when it does not succeed. */
export class BrokerError extends Error {
  override readonly name = "BrokerError";
  readonly failure: BrokerFailure;

  constructor(failure: BrokerFailure, options?: ErrorOptions) {
    super(failure.reason, options);
    this.failure = failure;
  }
}

/** Returns how a call failed; what is no BrokerError counts as unknown, since nothing is known of it. */
export function failureOf(error: unknown): BrokerFailure {
  if (error instanceof BrokerError) return error.failure;
  return { kind: "unknown", reason: error instanceof Error ? error.message : String(error) };
}
