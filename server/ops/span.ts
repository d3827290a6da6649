import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";
import { findAppError } from "../errors/app-error.ts";
import { errorCodes } from "../errors/codes.ts";

/**
 * Does the work inside a span of the OpenTelemetry API. Without a tracer (start-tracing.ts) this costs a function call. What a user
 * can put right is noted on the span; only our own and the operator's troubles make it a failed one.
 */
export function inSpan<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer("quantloom").startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const code = findAppError(error)?.code ?? "internal";
      span.setAttribute("quantloom.error_code", code);
      if (errorCodes[code].family !== "user") {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      throw error;
    } finally {
      span.end();
    }
  });
}
