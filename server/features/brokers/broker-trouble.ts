import { failureOf } from "../../brokers/port/broker-error.ts";
import { AppError } from "../../errors/app-error.ts";

/** Says in words, with what to do, how a call to a broker failed. */
export function brokerTrouble(error: unknown, broker: string): AppError {
  if (error instanceof AppError) return error;
  const failure = failureOf(error);
  const message = ((): string => {
    switch (failure.kind) {
      case "rejected":
        return `${broker} refused: ${failure.reason}. Check the credentials and try again.`;
      case "session-expired":
        return `${broker} does not accept the login: ${failure.reason}. Connect again.`;
      case "rate-limited":
        return `${broker} asks for a pause of ${Math.ceil(failure.retryAfterMilliseconds / 1_000)} s. Try again then.`;
      case "unreachable":
      case "unknown":
        return `${broker} could not be asked: ${failure.reason}. Try again in a moment.`;
    }
  })();
  return new AppError("not-possible-now", { message }, { cause: error });
}
