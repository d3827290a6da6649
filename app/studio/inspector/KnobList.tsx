"use client";
import { Input } from "@/app/ui/Input.tsx";
import { Switch } from "@/app/ui/Switch.tsx";
import type { Parameter } from "@/graph-runtime/graph/document.ts";
import { setKnob } from "../commands/knobs.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { NumberInput } from "./NumberInput.tsx";

/** The knobs of the strategy: the parameters that its author exposed. Absent while there are none. */
export function KnobList() {
  const parameters = useStudio((state) => state.document.parameters);
  if (parameters.length === 0) return null;
  return (
    <section aria-label="Knobs" className="grid gap-3 border-b pb-4">
      <h3 className="font-medium text-xs">Knobs</h3>
      {parameters.map((parameter) => (
        <div key={parameter.key} className="grid gap-1">
          <span className="truncate text-muted text-xs">{parameter.label ?? parameter.key}</span>
          <KnobInput parameter={parameter} />
        </div>
      ))}
    </section>
  );
}

type KnobInputProps = {
  readonly parameter: Parameter;
  /** A knob of the strategy, also while a block with knobs of its own is open. */
  readonly isOfWhole?: boolean;
};

/** The control of one knob. */
export function KnobInput({ parameter, isOfWhole = false }: KnobInputProps) {
  const store = useStudioStore();
  const { key, type, min, max, step } = parameter;
  const label = parameter.label ?? key;
  const change = (value: number | boolean | string): void => {
    const command = setKnob(key, value);
    store.getState().dispatch(isOfWhole ? { ...command, onWhole: true } : command);
  };
  if (type === "boolean")
    return <Switch aria-label={label} checked={parameter.default === true} onCheckedChange={change} />;
  if (type === "text")
    return (
      <Input aria-label={label} value={String(parameter.default)} onChange={(event) => change(event.target.value)} />
    );
  const bounds = {
    integer: type === "integer",
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
  return (
    <NumberInput
      label={label}
      testId={`knob-${key}`}
      value={Number(parameter.default)}
      step={step ?? 1}
      bounds={bounds}
      onChange={change}
    />
  );
}
