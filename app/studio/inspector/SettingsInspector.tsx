"use client";
import { Field } from "@/app/ui/Field.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { Select } from "@/app/ui/Select.tsx";
import type { Settings } from "@/graph-runtime/graph/settings.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { BlockList } from "../blocks/BlockList.tsx";
import { changeSettings, changeUniverse } from "../commands/settings.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { KnobList } from "./KnobList.tsx";
import { AccountSection } from "./settings/AccountSection.tsx";
import { ExecutionSection } from "./settings/ExecutionSection.tsx";
import { MoneySection } from "./settings/MoneySection.tsx";
import type { SettingsChange } from "./settings/section-props.ts";

/** The strategy's own settings, shown while no node is selected: data, capital, costs, execution and knobs. */
export function SettingsInspector() {
  const store = useStudioStore();
  const settings = useStudio((state) => state.document.settings);
  const universe = useStudio((state) => state.document.universe);
  const { dispatch } = store.getState();
  const set = (change: SettingsChange): void =>
    dispatch(changeSettings(Object.keys(change).join(", "), (present) => withChange(present, change)));
  return (
    <div className="grid content-start gap-5 p-4">
      <header>
        <h2 className="font-semibold text-base">Strategy</h2>
        <p className="text-muted text-xs">Select a node to edit it. These are the defaults of every run.</p>
      </header>
      <KnobList />
      <BlockList />
      <section aria-label="Data" className="grid gap-3">
        <h3 className="font-medium text-xs">Market</h3>
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
      <MoneySection settings={settings} set={set} />
      <ExecutionSection settings={settings} set={set} />
      <AccountSection settings={settings} set={set} />
    </div>
  );
}

function withChange(present: Settings, change: SettingsChange): Settings {
  const given = Object.entries({ ...present, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Settings;
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
