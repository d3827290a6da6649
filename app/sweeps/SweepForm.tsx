"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Parameter } from "@/graph-runtime/graph/document.ts";
import { rangeLength } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Select } from "../ui/Select.tsx";
import { KnobFields } from "./KnobFields.tsx";
import { draftOf, type KnobDraft, readKnob } from "./knob-draft.ts";
import { metricOf, metrics, type SweepMetric } from "./metrics.ts";

type SweepFormProps = {
  readonly strategyId: string;
  readonly revision: number;
  readonly parameters: readonly Parameter[];
  readonly timeframe: string;
  readonly datasets: ApiOutput["datasets"]["list"];
  readonly datasetId: string | null;
};

/** The plan of a sweep: knobs, objective, constraint, and what is held out. */
export function SweepForm({ strategyId, revision, parameters, timeframe, datasets, datasetId }: SweepFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const format = useFormat();
  const fitting = datasets.find((one) => one.timeframe === timeframe) ?? datasets[0];
  const [data, setData] = useState(datasets.find(({ id }) => id === datasetId)?.id ?? fitting?.id ?? "");
  const [knobs, setKnobs] = useState<readonly KnobDraft[]>(() =>
    parameters.map((parameter, index) => draftOf(parameter, index < 2)),
  );
  const [mode, setMode] = useState<"grid" | "random">("grid");
  const [samples, setSamples] = useState("1000");
  const [objective, setObjective] = useState<SweepMetric>("sharpe");
  const [leastTrades, setLeastTrades] = useState("30");
  const [mostDrawdown, setMostDrawdown] = useState("");
  const [holdOut, setHoldOut] = useState("30");
  const run = useMutation(
    trpc.sweeps.run.mutationOptions({ onSuccess: ({ sweepId }) => router.push(`/sweeps/${sweepId}`) }),
  );
  const read = knobs.filter(({ isOn }) => isOn).map(readKnob);
  const problem =
    read.find((one) => "problem" in one)?.problem ?? (read.length === 0 ? "Turn at least one knob on." : null);
  const plans = read.flatMap((one) => ("knob" in one ? [one.knob] : []));
  const grid = plans.reduce(
    (product, knob) => product * ("values" in knob ? knob.values.length : rangeLength(knob)),
    1,
  );
  const points = mode === "grid" ? grid : Math.min(Number(samples) || 0, grid);
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== null) return;
        const number = (text: string) => (text.trim() === "" ? null : Number(text));
        const trades = number(leastTrades);
        const drawdown = number(mostDrawdown);
        run.mutate({
          strategyId,
          revision,
          datasetId: data,
          plan: {
            knobs: plans,
            mode,
            samples: Math.max(1, Math.min(200_000, Math.round(Number(samples) || 1))),
            objective: { metric: objective, direction: metricOf(objective).better },
            constraints: [
              ...(trades === null ? [] : [{ metric: "trades" as const, least: trades }]),
              ...(drawdown === null ? [] : [{ metric: "maxDrawdown" as const, most: drawdown / 100 }]),
            ],
            holdOut: (number(holdOut) ?? 0) / 100,
          },
        });
      }}
    >
      <Field label="Data">
        {(control) => (
          <Select {...control} value={data} onChange={(change) => setData(change.target.value)}>
            {datasets.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} · {one.from.slice(0, 4)}–{one.to.slice(0, 4)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <KnobFields knobs={knobs} onChange={setKnobs} />
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <span className="font-medium text-muted text-xs">Points</span>
          <SegmentedControl<"grid" | "random">
            label="Which points"
            value={mode}
            onChange={setMode}
            options={[
              { value: "grid", label: "Every combination" },
              { value: "random", label: "At random" },
            ]}
          />
        </div>
        {mode === "random" ? <NumberField label="How many" value={samples} onChange={setSamples} /> : null}
        <Field label="Objective" hint={metricOf(objective).better === "most" ? "The most wins" : "The least wins"}>
          {(control) => (
            <Select
              {...control}
              value={objective}
              onChange={(change) => setObjective(metrics.find(({ id }) => id === change.target.value)?.id ?? "sharpe")}
            >
              {metrics.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <NumberField
          label="Held out at the end, %"
          hint="No point sees it; a point that you open is tested on it"
          value={holdOut}
          onChange={setHoldOut}
        />
        <NumberField
          label="At least so many trades"
          hint="Empty for no limit"
          value={leastTrades}
          onChange={setLeastTrades}
        />
        <NumberField
          label="Drawdown at most, %"
          hint="Empty for no limit"
          value={mostDrawdown}
          onChange={setMostDrawdown}
        />
      </div>
      {run.isError ? (
        <p role="alert" className="text-danger text-sm">
          {errorText(run.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-4">
        <p className={problem === null ? "text-muted text-sm" : "text-danger text-sm"}>
          {problem ?? `${format.integer(points)} backtests`}
        </p>
        <Button type="submit" variant="primary" busy={run.isPending} disabled={problem !== null}>
          Run the sweep
        </Button>
      </div>
    </form>
  );
}

type NumberFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function NumberField({ label, hint, value, onChange }: NumberFieldProps) {
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="decimal"
          step="any"
          min={0}
          value={value}
          onChange={(change) => onChange(change.target.value)}
        />
      )}
    </Field>
  );
}
