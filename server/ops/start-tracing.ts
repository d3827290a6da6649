import { context, propagation, trace } from "@opentelemetry/api";
import { productVersion } from "../config/product-version.ts";
import { tracingEndpoint } from "../env.ts";

export interface Tracing {
  /** Sends what has not been sent yet, and sends no more. */
  stop(): Promise<void>;
}

/**
 * Starts to send this process's spans to the OTLP endpoint of the settings; null, and no part of the SDK is loaded, where there is none.
 */
export async function startTracing(service: "quantloom-web" | "quantloom-worker"): Promise<Tracing | null> {
  const endpoint = tracingEndpoint();
  if (endpoint === undefined) return null;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: new URL("v1/traces", endpoint.replace(/\/*$/, "/")).href });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service, "service.version": productVersion }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  provider.register();
  return {
    stop: async () => {
      await provider.shutdown();
      // Whatever is traced from now on costs nothing again, and another provider may take over.
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
