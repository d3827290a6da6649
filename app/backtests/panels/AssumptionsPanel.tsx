import { TriangleAlert } from "lucide-react";
import type { Assumption } from "@/graph-runtime/analytics/assumption.ts";
import { Panel } from "../../ui/Panel.tsx";

/** How the numbers were obtained, and where they may flatter. */
export function AssumptionsPanel({ assumptions }: { readonly assumptions: readonly Assumption[] }) {
  return (
    <Panel title="Assumptions" description="How these numbers were obtained">
      <dl className="grid gap-3">
        {assumptions.map((assumption) => (
          <div
            key={assumption.id}
            className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 border-border-soft border-b pb-3 last:border-b-0 last:pb-0"
          >
            <dt className="text-muted">{assumption.label}</dt>
            <dd className="figure text-right font-medium">{assumption.value}</dd>
            {assumption.note ? (
              <dd className="col-span-2 flex gap-1.5 text-faint text-xs">
                {assumption.optimistic ? (
                  <TriangleAlert size={13} className="mt-0.5 shrink-0 text-warning" aria-label="Flatters the result" />
                ) : null}
                {assumption.note}
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </Panel>
  );
}
