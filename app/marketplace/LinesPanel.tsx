"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartCredit } from "../charts/ChartCredit.tsx";
import { LazyRecordChart } from "../charts/lazy-charts.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { DivergenceFigures } from "./DivergenceFigures.tsx";
import type { ListingDetail } from "./ListingView.tsx";
import { TwinRules } from "./TwinRules.tsx";

type Lines = ApiOutput["marketplace"]["lines"];

/** Backtest, paper since publishing, live: side by side and never joined, because they are not the same kind of thing. */
export function LinesPanel({ listing }: { readonly listing: ListingDetail }) {
  const trpc = useTRPC();
  const lines = useQuery({
    ...trpc.marketplace.lines.queryOptions({ listingId: listing.id }),
    refetchInterval: 60_000,
  });
  const { curve } = listing.record;
  const backtest = useMemo(
    () => curve?.days.map((day, index) => ({ time: Date.parse(day), equity: curve.equity[index] ?? Number.NaN })) ?? [],
    [curve],
  );
  if (listing.record.status === "succeeded" && curve === null) return null;
  return (
    <Panel
      title="Record"
      description="The dashed line was simulated after the fact. The solid one is what the platform itself has traded on paper since publishing."
    >
      <div className="grid gap-6 xl:grid-cols-2">
        <figure className="grid min-w-0 gap-2">
          <figcaption className="flex items-center gap-2 font-medium">
            <span aria-hidden="true" className="w-6 border-line border-t-2 border-dashed" />
            Backtest, up to publishing
          </figcaption>
          {backtest.length === 0 ? (
            <p className="grid h-56 place-items-center text-muted">Not computed yet.</p>
          ) : (
            <LazyRecordChart points={backtest} look="backtest" label={`Simulated equity of ${listing.title}`} />
          )}
        </figure>
        <Loaded query={lines}>{(found) => <PaperLine lines={found} title={listing.title} />}</Loaded>
      </div>
      {listing.settings !== null && lines.data !== undefined && (
        <TwinRules
          rules={lines.data.rules}
          settings={listing.settings}
          isBacktestLimited={listing.record.keepsLimits}
        />
      )}
      <p className="pt-3 text-faint text-xs">
        Live, added up over subscribers: no subscription trades with real money, so there is no such line.
      </p>
      <ChartCredit />
    </Panel>
  );
}

function PaperLine({ lines, title }: { readonly lines: Lines; readonly title: string }) {
  const format = useFormat();
  const points = useMemo(
    () => [
      ...(lines.paper ?? []).map(({ day, equity }) => ({ time: Date.parse(day), equity })),
      ...(lines.today ?? []).map(({ time, equity }) => ({ time: Date.parse(time), equity })),
    ],
    [lines],
  );
  const days = Math.max(0, (lines.paper?.length ?? 1) - 1);
  return (
    <figure className="grid min-w-0 gap-2">
      <figcaption className="flex flex-wrap items-center gap-2 font-medium">
        <span aria-hidden="true" className="w-6 border-accent border-t-2" />
        Paper since publishing
        <SyntheticBadge />
        <span className="font-normal text-faint text-xs">{format.integer(days)} days chained</span>
      </figcaption>
      {points.length < 2 ? (
        <p className="grid h-56 place-items-center text-balance px-6 text-center text-muted">
          {lines.hasTwin || lines.today?.length === 0
            ? "The platform's own run has just begun. Its first minute will show here, its first day in the chain."
            : "The paper market does not have the instruments that this strategy needs, so there is no paper run."}
        </p>
      ) : (
        <LazyRecordChart points={points} look="paper" label={`Equity of ${title} on paper since publishing`} />
      )}
      <DivergenceFigures divergence={lines.divergence} />
    </figure>
  );
}
