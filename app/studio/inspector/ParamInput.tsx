"use client";
import { Input } from "@/app/ui/Input.tsx";
import { SegmentedControl } from "@/app/ui/SegmentedControl.tsx";
import { Select } from "@/app/ui/Select.tsx";
import { Switch } from "@/app/ui/Switch.tsx";
import { Textarea } from "@/app/ui/Textarea.tsx";
import type { ParamValue } from "@/graph-runtime/graph/document.ts";
import type { ParamField } from "../kinds/param-field.ts";
import { NumberInput } from "./NumberInput.tsx";
import { RangeInput } from "./RangeInput.tsx";

type ParamInputProps = {
  readonly field: ParamField;
  readonly value: unknown;
  readonly onChange: (value: ParamValue) => void;
  readonly onProblem?: (problem: string | null) => void;
  readonly id?: string;
  readonly testId?: string;
  readonly compact?: boolean;
};

/** The control for one parameter, chosen by its schema: number, slider, segments, select, switch or text. */
export function ParamInput({ field, value, onChange, onProblem, id, testId, compact = false }: ParamInputProps) {
  const { control, label, unit } = field;
  const identity = { ...(id === undefined ? {} : { id }), "data-testid": testId };
  switch (control.kind) {
    case "number": {
      const number =
        typeof value === "number"
          ? value
          : typeof field.defaultValue === "number"
            ? field.defaultValue
            : (control.min ?? 0);
      const input = (
        <NumberInput
          value={number}
          bounds={control}
          step={control.step}
          unit={compact && unit !== undefined && unit.length > 5 ? undefined : unit}
          label={label}
          compact={compact}
          {...(id === undefined ? {} : { id })}
          {...(testId === undefined ? {} : { testId })}
          {...(onProblem === undefined ? {} : { onProblem })}
          onChange={onChange}
        />
      );
      if (!control.slider || compact) return input;
      return (
        <span className="flex items-center gap-3">
          <RangeInput
            label={`${label} slider`}
            min={control.min}
            max={control.max}
            step={control.step}
            value={number}
            onChange={onChange}
          />
          <span className="w-28 shrink-0">{input}</span>
        </span>
      );
    }
    case "choice": {
      const chosen = String(value ?? field.defaultValue ?? "");
      if (control.segmented) {
        return (
          <span {...identity} className="block min-w-0">
            <SegmentedControl
              label={label}
              value={chosen}
              options={control.options}
              onChange={onChange}
              className={compact ? "compact-segments" : ""}
            />
          </span>
        );
      }
      return (
        <Select
          {...identity}
          aria-label={label}
          value={chosen}
          className={compact ? "compact-select" : ""}
          onChange={(event) => onChange(event.target.value)}
        >
          {control.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      );
    }
    case "switch":
      return <Switch {...identity} aria-label={label} checked={value === true} onCheckedChange={onChange} />;
    case "text": {
      const text = typeof value === "string" ? value : "";
      const limits = control.maxLength === undefined ? {} : { maxLength: control.maxLength };
      return control.multiline ? (
        <Textarea
          {...identity}
          {...limits}
          aria-label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input
          {...identity}
          {...limits}
          aria-label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
  }
}
