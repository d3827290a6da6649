"use client";
import { useDeferredValue, useMemo, useState } from "react";
import type { TradeRows } from "@/graph-runtime/analytics/trades/trade-table.ts";
import { LazyTimeLinesChart } from "../../charts/lazy-charts.tsx";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";
import { type CostOutcome, type CostPlan, profitSoFar, whatIf } from "./what-if.ts";

const models = {
  "as-run": "As it ran",
  percent: "% of value, each side",
  "per-fill": "Money per fill",
  "per-unit": "Money per unit, each side",
} as const satisfies Record<CostPlan["model"], string>;
const usual: Record<CostPlan["model"], number> = { "as-run": 0, percent: 0.1, "per-fill": 1, "per-unit": 0.005 };

const asRun: CostPlan = { model: "as-run", rate: 0, slippagePercent: 0 };

type CostsPanelProps = { readonly trades: TradeRows; readonly currency: string };

/** What costs took, and what other costs would have left, worked out from the trades in this browser. */
export function CostsPanel({ trades, currency }: CostsPanelProps) {
  const [plan, setPlan] = useState<CostPlan>({ ...asRun, model: "percent", rate: 0.1 });
  const chosen = useDeferredValue(plan);
  const real = useMemo(() => whatIf(trades, asRun), [trades]);
  const imagined = useMemo(() => whatIf(trades, chosen), [trades, chosen]);
  const lines = useMemo(() => {
    const line = (label: string, of: CostPlan) => {
      const { time, profit } = profitSoFar(trades, of);
      return { label, time, values: profit };
    };
    return [line("As it ran", asRun), line("With these costs", chosen)];
  }, [trades, chosen]);
  const format = useFormat();
  return (
    <Panel
      title="Costs, and what if they were others"
      description={
        real.breakEvenPercent === null
          ? "There is no gross profit that costs could eat"
          : `Nothing is left at ${format.number(real.breakEvenPercent, 3)} % of the value on each side`
      }
    >
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            <Field label="Costs">
              {(control) => (
                <Select
                  {...control}
                  value={plan.model}
                  onChange={(change) => {
                    const model = change.target.value as CostPlan["model"];
                    setPlan({ ...plan, model, rate: usual[model] });
                  }}
                >
                  {Object.entries(models).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={plan.model === "percent" ? "Rate, %" : `Rate, ${currency}`}>
              {(control) => (
                <NumberBox
                  key={plan.model}
                  {...control}
                  value={plan.rate}
                  disabled={plan.model === "as-run"}
                  onValue={(rate) => setPlan({ ...plan, rate })}
                />
              )}
            </Field>
            <Field label="More slippage, %">
              {(control) => (
                <NumberBox
                  {...control}
                  value={plan.slippagePercent}
                  onValue={(slippagePercent) => setPlan({ ...plan, slippagePercent })}
                />
              )}
            </Field>
          </div>
          <CostTable real={real} imagined={imagined} currency={currency} />
          <p className="text-faint text-xs">
            Closed trades only, with the fills and the sizes of the run: a size that follows from equity would have been
            another, and profits are not put to work again. Run the strategy with these costs to be certain.
          </p>
        </div>
        <LazyTimeLinesChart
          lines={lines}
          unit="money"
          label="Profit of closed trades so far, as it ran and with other costs"
        />
      </div>
    </Panel>
  );
}

type NumberBoxProps = {
  readonly id: string;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onValue: (value: number) => void;
};

function NumberBox({ id, value, disabled = false, onValue }: NumberBoxProps) {
  return (
    <Input
      id={id}
      type="number"
      inputMode="decimal"
      min={0}
      max={100_000}
      step="any"
      disabled={disabled}
      defaultValue={value}
      onChange={(change) => {
        const next = change.target.valueAsNumber;
        if (Number.isFinite(next) && next >= 0) onValue(next);
      }}
    />
  );
}

function CostTable({
  real,
  imagined,
  currency,
}: {
  readonly real: CostOutcome;
  readonly imagined: CostOutcome;
  readonly currency: string;
}) {
  const format = useFormat();
  const rows: readonly (readonly [string, (outcome: CostOutcome) => string])[] = [
    ["Gross profit", ({ gross }) => format.money(gross, currency, 0)],
    ["Costs", ({ costs }) => format.money(costs, currency, 0)],
    ["Costs / gross profit", ({ share }) => (share === null ? "n/a" : format.percent(share, 1))],
    ["Net profit", ({ net }) => format.money(net, currency, 0)],
    ["Won", ({ winRate }) => (winRate === null ? "n/a" : format.percent(winRate, 1))],
    ["Profit factor", ({ profitFactor }) => (profitFactor === null ? "n/a" : format.number(profitFactor))],
    ["Expectancy", ({ expectancy }) => (expectancy === null ? "n/a" : format.money(expectancy, currency))],
  ];
  return (
    <Table label="Costs as they ran and as imagined">
      <thead>
        <tr>
          <HeadCell>Closed trades</HeadCell>
          <HeadCell align="right">As it ran</HeadCell>
          <HeadCell align="right">With these costs</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, write]) => (
          <tr key={label}>
            <Cell>{label}</Cell>
            <Cell align="right">{write(real)}</Cell>
            <Cell align="right" className="font-medium">
              {write(imagined)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
