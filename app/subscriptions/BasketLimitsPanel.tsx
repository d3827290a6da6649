"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { describeLimits } from "./describe-limits.ts";

type BasketState = NonNullable<ApiOutput["subscriptions"]["get"]["basket"]>;
type BasketLimitsPanelProps = { readonly basket: BasketState; readonly marginPercent: number | null };

/** The limits over all members, and how near each is. */
export function BasketLimitsPanel({ basket, marginPercent }: BasketLimitsPanelProps) {
  const format = useFormat();
  const rows = describeLimits(basket, marginPercent);
  return (
    <Panel
      title="Limits of the basket"
      description="Over all members together; they are part of the version that you run. Percentages are of the basket's equity."
      actions={basket.hold === null ? null : <Badge tone="danger">{basket.hold.closes ? "Held" : "No entries"}</Badge>}
    >
      {rows.length === 0 ? (
        <p className="text-muted">This basket sets no limit over its members. Your own limits hold for each of them.</p>
      ) : (
        <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
          {rows.map(({ label, now, limit, share }) => (
            <div key={label} className="grid content-start gap-1">
              <dt className="text-muted text-xs">{label}</dt>
              <dd className="figure font-medium">
                {now === null ? "not known yet" : `${format.number(now)} %`}{" "}
                <span className="font-normal text-muted">of {format.number(limit)} %</span>
                <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
                  <span
                    className={`block h-full rounded-full ${share >= 1 ? "bg-danger" : share >= 0.8 ? "bg-warning" : "bg-accent"}`}
                    style={{ width: `${100 * Math.min(1, share)}%` }}
                  />
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
