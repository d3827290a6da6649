"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../trpc/context.ts";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import { headlineStatistics } from "./headline-statistics.ts";
import { StatisticTile } from "./StatisticTile.tsx";
import type { ShownStatistic } from "./shown-statistic.ts";

type Part = "whole" | "inSample" | "outOfSample";
const notOfPart = "this figure is worked out for the whole run only";

/** The figures at the head of a result; where data was held back, those of either part as well. */
export function HeadlineFigures({
  backtest,
  shared = false,
}: {
  readonly backtest: BacktestDetail;
  readonly shared?: boolean;
}) {
  const trpc = useTRPC();
  const [part, setPart] = useState<Part>("whole");
  const hasParts = backtest.outOfSampleFrom !== null && !shared;
  const parts = useQuery({
    ...trpc.backtests.parts.queryOptions({ id: backtest.id }),
    enabled: hasParts,
  });
  const of = parts.data?.from === backtest.outOfSampleFrom ? parts.data : null;
  const currency = backtest.settings?.currency ?? backtest.dataset.currency;
  const figures = headlineStatistics(backtest.statistics ?? []).map(({ statistic, signed }) => ({
    signed,
    statistic: part === "whole" || of === null || of === undefined ? statistic : ofPart(statistic, of[part]),
  }));
  return (
    <section aria-label="Headline figures" className="grid gap-2">
      {hasParts ? (
        <SegmentedControl<Part>
          label="Which part of the run"
          className="justify-self-start"
          value={part}
          onChange={setPart}
          options={[
            { value: "whole", label: "Whole run" },
            { value: "inSample", label: "In sample" },
            { value: "outOfSample", label: "Out of sample" },
          ]}
        />
      ) : null}
      <div className="grid grid-cols-2 rounded-lg border bg-surface p-1 shadow-card sm:grid-cols-3 md:grid-cols-4 xl:grid-cols-6">
        {figures.map(({ statistic, signed }) => (
          <StatisticTile key={statistic.id} statistic={statistic} currency={currency} signed={signed} />
        ))}
      </div>
    </section>
  );
}

function ofPart(statistic: ShownStatistic, figures: Readonly<Record<string, number | null>>): ShownStatistic {
  const value = figures[statistic.id];
  if (value === undefined) return { ...statistic, value: null, reason: notOfPart };
  return value === null
    ? { ...statistic, value: null, reason: "this part is too short for it, or it has no denominator there" }
    : { ...statistic, value };
}
