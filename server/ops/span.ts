import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { findAppError } from "../errors/app-error.ts";
import { errorCodes } from "../errors/codes.ts";

/** A span's name, and its part in a delivery where it has one. */
type SpanName = string | { readonly name: string; readonly kind: "producer" | "consumer" };
const kinds = { producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/**
 * Does the work inside a span of the OpenTelemetry API. Without a tracer (start-tracing.ts) this costs a function call. What a user
 * can put right is noted on the span; only our own and the operator's troubles make it a failed one.
 */
export function inSpan<Result>(what: SpanName, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
  const { name, kind } =
    typeof what === "string" ? { name: what, kind: SpanKind.INTERNAL } : { ...what, kind: kinds[what.kind] };
  return trace.getTracer("quantloom").startActiveSpan(name, { attributes, kind }, async (span) => {
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

/** Returns the present span as a W3C traceparent, to be handed to another process; undefined where nothing is traced. */
export function presentTrace(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier["traceparent"];
}

/** Does the work as a part of the trace that another process began; without one, as the begin of a trace. */
export function inTraceOf<Result>(traceparent: string | undefined, work: () => Promise<Result>): Promise<Result> {
  return context.with(propagation.extract(ROOT_CONTEXT, traceparent === undefined ? {} : { traceparent }), work);
}
