"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import { metricText } from "./metric-text.ts";
import { metricInText, metrics, type Sweep } from "./metrics.ts";

/** The best point that has been run, with its values and figures; while a sweep runs it changes by itself. */
export function BestSoFar({ sweep }: { readonly sweep: Sweep }) {
  const format = useFormat();
  const { best, plan, status, labels, currency } = sweep;
  const title = status === "running" || status === "queued" ? "Best so far" : "Best";
  if (best === null) {
    return status === "queued" ? null : (
      <Panel title={title}>
        <p className="text-muted">
          {sweep.done === 0
            ? "No point has been run yet."
            : "No point keeps the constraints. Loosen them, or vary other knobs."}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={title}
      description={`${plan.objective.direction === "most" ? "Highest" : "Lowest"} ${metricInText(plan.objective.metric)}${plan.constraints.length > 0 ? " among the points that keep the constraints" : ""}`}
    >
      <dl className="figure flex flex-wrap gap-x-8 gap-y-3" data-testid="best-so-far">
        {Object.entries(best.parameters).map(([key, value]) => (
          <div key={key}>
            <dt className="text-muted text-xs">{labels[key] ?? key}</dt>
            <dd className="font-semibold text-lg">{String(value)}</dd>
          </div>
        ))}
        {metrics.map(({ id, label }) => (
          <div key={id}>
            <dt className="text-muted text-xs">{label}</dt>
            <dd className={id === plan.objective.metric ? "font-semibold text-accent text-lg" : "text-lg"}>
              {metricText(best.figures[id], id, currency, format)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
