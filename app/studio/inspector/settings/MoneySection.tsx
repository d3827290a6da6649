"use client";
import { Field } from "@/app/ui/Field.tsx";
import type { CostSettings, SlippageSettings } from "@/graph-runtime/graph/settings.ts";
import { NumberInput } from "../NumberInput.tsx";
import { ChoiceField } from "./ChoiceField.tsx";
import { COST_MODELS } from "./cost-models.ts";
import { NumberSettings } from "./NumberSettings.tsx";
import { between, type NumberSetting } from "./number-setting.ts";
import { RateSchedule } from "./RateSchedule.tsx";
import type { SectionProps } from "./section-props.ts";
import { SLIPPAGE_MODELS } from "./slippage-models.ts";

/** Capital, commission and slippage. */
export function MoneySection({ settings, set }: SectionProps) {
  const { costs, slippage, currency } = settings;
  return (
    <section aria-label="Money" className="grid gap-3 border-t pt-4">
      <h3 className="font-medium text-xs">Money and costs</h3>
      <Field label="Starting capital">
        {({ id }) => (
          <NumberInput
            id={id}
            testId="setting-capital"
            label="Starting capital"
            value={settings.capital}
            unit={currency}
            step={1000}
            bounds={between(1, 1e12)}
            onChange={(capital) => set({ capital })}
          />
        )}
      </Field>
      <ChoiceField
        label="Costs"
        testId="setting-costs"
        value={costs.model}
        choices={labelsOf(COST_MODELS)}
        hint={COST_MODELS[costs.model].hint}
        onChange={(model) => set({ costs: COST_MODELS[model].usual })}
      />
      <ModelNumbers
        of={COST_MODELS[costs.model].numbers}
        values={costs}
        currency={currency}
        onChange={(changed) => set({ costs: changed as CostSettings })}
      />
      {costs.model === "schedule" ? (
        <RateSchedule rates={costs.rates} onChange={(rates) => set({ costs: { ...costs, rates } })} />
      ) : null}
      <ChoiceField
        label="Slippage"
        testId="setting-slippage"
        value={slippage.model}
        choices={labelsOf(SLIPPAGE_MODELS)}
        hint={SLIPPAGE_MODELS[slippage.model].hint}
        onChange={(model) => set({ slippage: SLIPPAGE_MODELS[model].usual })}
      />
      <ModelNumbers
        of={SLIPPAGE_MODELS[slippage.model].numbers}
        values={slippage}
        currency={currency}
        onChange={(changed) => set({ slippage: changed as SlippageSettings })}
      />
    </section>
  );
}

type ModelNumbersProps = {
  readonly of: readonly NumberSetting[];
  readonly values: CostSettings | SlippageSettings;
  readonly currency: string;
  readonly onChange: (changed: object) => void;
};

/** The numbers of the model that is chosen; a model's numbers are keys of its own settings, which a test holds. */
function ModelNumbers({ of, values, currency, onChange }: ModelNumbersProps) {
  const { model, ...rest } = values as { readonly model: string } & Readonly<Record<string, number>>;
  return (
    <NumberSettings
      key={model}
      of={of}
      values={rest}
      currency={currency}
      onChange={(key, value) => {
        const { [key]: _, ...others } = rest;
        onChange(value === undefined ? { model, ...others } : { model, ...rest, [key]: value });
      }}
    />
  );
}

function labelsOf<Name extends string>(
  models: Readonly<Record<Name, { readonly label: string }>>,
): Record<Name, string> {
  const entries = Object.entries(models) as [Name, { readonly label: string }][];
  return Object.fromEntries(entries.map(([name, { label }]) => [name, label])) as Record<Name, string>;
}
