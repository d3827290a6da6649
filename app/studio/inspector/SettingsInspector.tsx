"use client";
import { Field } from "@/app/ui/Field.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { Select } from "@/app/ui/Select.tsx";
import type { CostSettings, ExecutionSettings, SlippageSettings } from "@/graph-runtime/graph/settings.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { BlockList } from "../blocks/BlockList.tsx";
import { changeSettings, changeUniverse } from "../commands/settings.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { KnobList } from "./KnobList.tsx";
import { NumberInput } from "./NumberInput.tsx";

/** The strategy's own settings, shown while no node is selected: data, capital, costs, execution and knobs. */
export function SettingsInspector() {
  const store = useStudioStore();
  const settings = useStudio((state) => state.document.settings);
  const universe = useStudio((state) => state.document.universe);
  const { dispatch } = store.getState();
  const set = (change: Partial<typeof settings>): void =>
    dispatch(changeSettings(Object.keys(change).join(", "), (present) => ({ ...present, ...change })));
  const { costs, slippage, execution } = settings;
  const setExecution = (key: keyof typeof executions, chosen: string): void => {
    const choice = executions[key].find(([value]) => value === chosen);
    if (choice !== undefined) set({ execution: { ...execution, [key]: choice[0] } });
  };
  return (
    <div className="grid content-start gap-5 p-4">
      <header>
        <h2 className="font-semibold text-base">Strategy</h2>
        <p className="text-muted text-xs">Select a node to edit it. These are the defaults of every run.</p>
      </header>
      <KnobList />
      <BlockList />
      <section aria-label="Data" className="grid gap-3">
        <Field label="Instruments" hint="Symbols, separated by commas. A run may choose others.">
          {(control) => (
            <Input
              {...control}
              data-testid="setting-universe"
              defaultValue={universe.join(", ")}
              key={universe.join()}
              onBlur={(event) => dispatch(changeUniverse(symbols(event.target.value)))}
            />
          )}
        </Field>
        <Field label="Bar length">
          {(control) => (
            <Select
              {...control}
              data-testid="setting-timeframe"
              value={settings.timeframe}
              onChange={(event) => {
                const timeframe = timeframes.find((option) => option === event.target.value);
                if (timeframe !== undefined) set({ timeframe });
              }}
            >
              {timeframes.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </Select>
          )}
        </Field>
      </section>
      <section aria-label="Money" className="grid gap-3 border-t pt-4">
        <Field label="Starting capital">
          {({ id }) => (
            <NumberInput
              id={id}
              testId="setting-capital"
              label="Starting capital"
              value={settings.capital}
              unit={settings.currency}
              step={1000}
              bounds={{ integer: false, min: 1, max: 1e12 }}
              onChange={(capital) => set({ capital })}
            />
          )}
        </Field>
        <Field label="Costs">
          {(control) => (
            <Select
              {...control}
              data-testid="setting-costs"
              value={costs.model}
              onChange={(event) => set({ costs: costsOf(event.target.value) })}
            >
              <option value="none">None</option>
              <option value="percent">Percent of value</option>
              <option value="per-share">Per share</option>
              <option value="per-trade">Per order</option>
            </Select>
          )}
        </Field>
        {costs.model === "percent" ? (
          <NumberInput
            label="Cost"
            testId="setting-cost"
            unit="% of value"
            value={costs.percent}
            step={0.01}
            bounds={{ integer: false, min: 0, max: 10 }}
            onChange={(percent) => set({ costs: { ...costs, percent } })}
          />
        ) : null}
        {costs.model === "per-share" ? (
          <NumberInput
            label="Cost per share"
            testId="setting-cost"
            unit={`${settings.currency} / share`}
            value={costs.perShare}
            step={0.001}
            bounds={{ integer: false, min: 0 }}
            onChange={(perShare) => set({ costs: { ...costs, perShare } })}
          />
        ) : null}
        {costs.model === "per-trade" ? (
          <NumberInput
            label="Cost per order"
            testId="setting-cost"
            unit={settings.currency}
            value={costs.amount}
            step={0.5}
            bounds={{ integer: false, min: 0 }}
            onChange={(amount) => set({ costs: { ...costs, amount } })}
          />
        ) : null}
        <Field label="Slippage">
          {(control) => (
            <Select
              {...control}
              data-testid="setting-slippage"
              value={slippage.model}
              onChange={(event) => set({ slippage: slippageOf(event.target.value) })}
            >
              <option value="none">None</option>
              <option value="ticks">Ticks</option>
              <option value="percent">Percent of price</option>
            </Select>
          )}
        </Field>
        {slippage.model === "ticks" ? (
          <NumberInput
            label="Slippage"
            unit="ticks"
            value={slippage.ticks}
            step={1}
            bounds={{ integer: false, min: 0, max: 1000 }}
            onChange={(ticks) => set({ slippage: { model: "ticks", ticks } })}
          />
        ) : null}
        {slippage.model === "percent" ? (
          <NumberInput
            label="Slippage"
            unit="% of price"
            value={slippage.percent}
            step={0.01}
            bounds={{ integer: false, min: 0, max: 10 }}
            onChange={(percent) => set({ slippage: { model: "percent", percent } })}
          />
        ) : null}
      </section>
      <section aria-label="Execution" className="grid gap-3 border-t pt-4">
        <Field
          label="Market orders fill"
          hint={
            execution.fill === "next-open"
              ? undefined
              : "Optimistic: a live order cannot reach the price that decided it."
          }
        >
          {(control) => (
            <Select {...control} value={execution.fill} onChange={(event) => setExecution("fill", event.target.value)}>
              <Choices of={executions.fill} />
            </Select>
          )}
        </Field>
        <Field label="Path inside a bar" hint="Decides which comes first when stop and target lie in one bar.">
          {(control) => (
            <Select
              {...control}
              value={execution.intrabar}
              onChange={(event) => setExecution("intrabar", event.target.value)}
            >
              <Choices of={executions.intrabar} />
            </Select>
          )}
        </Field>
        <Field label="Account">
          {(control) => (
            <Select
              {...control}
              value={execution.account}
              onChange={(event) => setExecution("account", event.target.value)}
            >
              <Choices of={executions.account} />
            </Select>
          )}
        </Field>
      </section>
    </div>
  );
}

function symbols(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s,;]+/)
        .map((part) => part.trim().toUpperCase())
        .filter((part) => part !== ""),
    ),
  ].slice(0, 2000);
}

const timeframes: readonly Timeframe[] = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"];

type Choices<Value> = readonly (readonly [value: Value, label: string])[];

const executions: { readonly [Key in "fill" | "intrabar" | "account"]: Choices<ExecutionSettings[Key]> } = {
  fill: [
    ["next-open", "At the next bar's open"],
    ["next-close", "At the next bar's close"],
    ["same-close", "At the deciding bar's close"],
  ],
  intrabar: [
    ["pessimistic", "The worse one first"],
    ["nearest-extreme", "Nearest extreme first"],
    ["ohlc", "High before low"],
    ["olhc", "Low before high"],
  ],
  account: [
    ["margin", "Margin: may sell short"],
    ["cash", "Cash: long only"],
  ],
};

function Choices({ of }: { readonly of: Choices<string> }) {
  return of.map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

function costsOf(model: string): CostSettings {
  if (model === "percent") return { model, percent: 0.1 };
  if (model === "per-share") return { model, perShare: 0.005, minimum: 1 };
  if (model === "per-trade") return { model, amount: 1 };
  return { model: "none" };
}

function slippageOf(model: string): SlippageSettings {
  if (model === "ticks") return { model, ticks: 1 };
  if (model === "percent") return { model, percent: 0.02 };
  return { model: "none" };
}
