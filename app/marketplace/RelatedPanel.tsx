import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

/** Other listings with tags or instruments in common, risk first. */
export function RelatedPanel({ related }: Pick<ListingDetail, "related">) {
  const format = useFormat();
  if (related.length === 0) return null;
  return (
    <Panel title="Related">
      <ul className="grid gap-3">
        {related.map(({ id, title, kind, publisher, maxDrawdown, cagr }) => (
          <li key={id} className="grid gap-0.5">
            <Link href={`/marketplace/${id}`} className="rounded-sm font-medium text-sm hover:text-accent">
              {title}
            </Link>
            <p className="text-faint text-xs">
              {kind === "basket" ? "Basket" : "Strategy"} by {publisher.name}
            </p>
            {maxDrawdown === null ? null : (
              <p className="figure text-muted text-xs">
                Drawdown {format.percent(maxDrawdown, 1)}
                {cagr === null ? "" : ` · a year ${format.percent(cagr, 1)}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
