import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "quantloom_" });
  const registers = [registry];
  return {
    registry,
    procedures: new Histogram({
      name: "quantloom_procedure_seconds",
      help: "How long procedures took, by path and outcome.",
      labelNames: ["path", "outcome"] as const,
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    jobs: new Histogram({
      name: "quantloom_job_seconds",
      help: "How long jobs took, by name and outcome.",
      labelNames: ["job", "outcome"] as const,
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120, 600],
      registers,
    }),
    streams: new Gauge({ name: "quantloom_event_streams", help: "Open event streams to browsers.", registers }),
    events: new Counter({
      name: "quantloom_business_events_total",
      help: "Business events, by name (server/ops/events-log.ts).",
      labelNames: ["event"] as const,
      registers,
    }),
  };
}

type Metrics = ReturnType<typeof createMetrics>;
const shared = globalThis as { quantloomMetrics?: Metrics };

/** Returns the metrics of this process. */
export function metrics(): Metrics {
  shared.quantloomMetrics ??= createMetrics();
  return shared.quantloomMetrics;
}
