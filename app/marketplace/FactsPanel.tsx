"use client";
import type { ReactNode } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

function daysSince(moment: string): number {
  return Math.floor((Date.now() - new Date(moment).getTime()) / 86_400_000);
}

/** What one needs to run a listing, and for how long it has been out. */
export function FactsPanel({ listing }: { readonly listing: ListingDetail }) {
  const format = useFormat();
  return (
    <Panel title="Facts">
      <dl className="grid gap-2.5">
        <Fact label="Days since publishing" value={format.integer(daysSince(listing.publishedAt))} />
        <Fact label="Running subscriptions" value={format.integer(listing.subscribers)} />
        <Fact label="Capital needed" value={format.money(listing.capitalNeeded, "USD", 0)} />
        <Fact
          label="Margin needed"
          value={listing.marginNeeded === null ? "none" : format.money(listing.marginNeeded, "USD", 0)}
        />
        <Fact label="Timeframe" value={listing.timeframe || "–"} />
        <Fact label="Written for" value={listing.symbols.join(", ") || "any instrument"} />
        {listing.times === "" ? null : <Fact label="Trades" value={listing.times} />}
        <Fact label="Runs on" value="Paper, simulated accounts" />
        {listing.score === null ? null : <Fact label="Rank score" value={format.number(listing.score.value, 3)} />}
      </dl>
      {listing.score === null ? null : (
        <details className="mt-3 text-xs">
          <summary className="text-muted">How the score comes about</summary>
          <ul className="mt-2 grid gap-2">
            {listing.score.parts.map((part) => (
              <li key={part.id} className="grid gap-0.5">
                <span className="flex justify-between gap-3">
                  {part.label}
                  <span className="figure">{format.number(part.value, 3)}</span>
                </span>
                <span className="text-faint">{part.why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {listing.tags.length > 0 ? (
        <p className="mt-3 text-faint text-xs">{listing.tags.map((tag) => `#${tag.replaceAll(" ", "-")}`).join(" ")}</p>
      ) : null}
    </Panel>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="figure text-right font-medium [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}
