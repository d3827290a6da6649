"use client";
import { Field } from "@/app/ui/Field.tsx";
import { Switch } from "@/app/ui/Switch.tsx";
import { NumberInput } from "../NumberInput.tsx";
import type { NumberSetting } from "./number-setting.ts";

type NumberSettingsProps<Key extends string> = {
  readonly of: readonly NumberSetting<Key>[];
  readonly values: { readonly [Name in Key]?: number | undefined };
  readonly currency: string;
  /** Without a value, the setting is left out. */
  readonly onChange: (key: Key, value: number | undefined) => void;
};

/** The numbers of a settings object, one field each; one that may be left out has a switch. */
export function NumberSettings<Key extends string>({ of, values, currency, onChange }: NumberSettingsProps<Key>) {
  return of.map((setting) => {
    const { key, label, hint, unit, step, bounds, absent } = setting;
    const value = values[key];
    const input = ({ id, ...rest }: { readonly id: string; readonly "aria-describedby"?: string }) => (
      <NumberInput
        id={id}
        label={label}
        testId={`setting-${key}`}
        unit={unit.replace("currency", currency)}
        value={value ?? absent?.first ?? 0}
        step={step}
        bounds={bounds}
        describedBy={rest["aria-describedby"]}
        onChange={(next) => onChange(key, next)}
      />
    );
    if (absent === undefined)
      return (
        <Field key={key} label={label} hint={hint}>
          {input}
        </Field>
      );
    const isGiven = value !== undefined;
    return (
      <div key={key} className="grid gap-1.5">
        <div className="flex items-center justify-between gap-3">
          <span className="font-medium text-muted text-xs">{label}</span>
          <Switch
            checked={isGiven}
            aria-label={label}
            data-testid={`switch-${key}`}
            onCheckedChange={(isOn) => onChange(key, isOn ? absent.first : undefined)}
          />
        </div>
        {isGiven ? input({ id: `setting-${key}` }) : null}
        <p className="text-faint text-xs">{isGiven ? hint : absent.words}</p>
      </div>
    );
  });
}
