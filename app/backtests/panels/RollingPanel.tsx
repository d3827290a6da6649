"use client";
import { useState } from "react";
import { LazyTimeLinesChart } from "../../charts/lazy-charts.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import type { ReportParts } from "../read-stored.ts";

type Shown = "sharpe" | "volatility" | "beta";
const words: Record<Shown, string> = { sharpe: "Sharpe", volatility: "Volatility", beta: "Beta" };

/** Figures over a window that moves along: whether the edge lasted or died. */
export function RollingPanel({ rolling }: { readonly rolling: ReportParts["rolling"] }) {
  const [shown, setShown] = useState<Shown>("sharpe");
  const values = rolling[shown];
  const known: readonly Shown[] = rolling.beta === null ? ["sharpe", "volatility"] : ["sharpe", "volatility", "beta"];
  const isKnown = values?.some((value) => Number.isFinite(value)) ?? false;
  return (
    <Panel
      title="Rolling figures"
      description={`Over the last ${rolling.window} sessions`}
      actions={
        <SegmentedControl<Shown>
          label="Which figure"
          value={shown}
          onChange={setShown}
          options={known.map((value) => ({ value, label: words[value] }))}
        />
      }
    >
      {isKnown && values !== null ? (
        <LazyTimeLinesChart
          lines={[{ label: words[shown], time: rolling.time, values }]}
          unit={shown === "volatility" ? "percent" : "ratio"}
          label={`Rolling ${words[shown].toLowerCase()}`}
        />
      ) : (
        <p className="grid h-64 place-items-center text-muted">
          n/a, because the run is shorter than a window of {rolling.window} sessions, or never moved.
        </p>
      )}
    </Panel>
  );
}
