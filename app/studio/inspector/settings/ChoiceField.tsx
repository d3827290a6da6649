"use client";
import type { ReactNode } from "react";
import { Field } from "@/app/ui/Field.tsx";
import { Select } from "@/app/ui/Select.tsx";

type ChoiceFieldProps<Value extends string> = {
  readonly label: string;
  readonly testId: string;
  readonly value: Value;
  /** What can be chosen, and in which words. */
  readonly choices: Readonly<Record<Value, string>>;
  readonly hint?: ReactNode;
  readonly onChange: (value: Value) => void;
};

/** One of several, in the platform's own list. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, testId, value, choices, hint, onChange } = props;
  const names = Object.keys(choices) as Value[];
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select
          {...control}
          data-testid={testId}
          value={value}
          onChange={(event) => {
            const chosen = names.find((name) => name === event.target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {choices[name]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
