"use client";
import { Button } from "@/app/ui/Button.tsx";
import { EmptyState } from "@/app/ui/EmptyState.tsx";
import type { Parameter } from "@/graph-runtime/graph/document.ts";
import { setKnob } from "../commands/knobs.ts";
import { KnobInput } from "../inspector/KnobList.tsx";
import { RangeInput } from "../inspector/RangeInput.tsx";
import { ReadingPanel } from "../reading/ReadingPanel.tsx";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { knobUses } from "./knob-uses.ts";

/** Only what the author meant to be turned: the knobs, and the strategy in words. */
export function FormView({ onOutline }: { readonly onOutline: () => void }) {
  const document = useStudio((state) => state.root);
  const { parameters, description } = document;
  return (
    <div className="h-full overflow-y-auto" data-testid="form-view">
      <div className="mx-auto grid max-w-3xl gap-4 px-3 py-4 sm:px-6">
        {description === undefined ? null : <p className="text-muted leading-6">{description}</p>}
        <section aria-label="Knobs" className="rounded-lg border bg-surface p-4">
          {parameters.length === 0 ? (
            <EmptyState title="No knobs yet" action={<Button onClick={onOutline}>Open the outline</Button>}>
              The slider sign beside a number of a block makes it a knob; it then stands here.
            </EmptyState>
          ) : (
            <div className="grid gap-5">
              {parameters.map((parameter) => (
                <Knob key={parameter.key} parameter={parameter} uses={knobUses(document, parameter.key)} />
              ))}
            </div>
          )}
        </section>
        <section aria-label="In words" className="rounded-lg border bg-surface">
          <ReadingPanel />
        </section>
      </div>
    </div>
  );
}

type KnobProps = { readonly parameter: Parameter; readonly uses: readonly string[] };

function Knob({ parameter, uses }: KnobProps) {
  const store = useStudioStore();
  const { key, label, type, min, max, step } = parameter;
  const isBounded = (type === "integer" || type === "number") && min !== undefined && max !== undefined;
  return (
    <div className="grid gap-1.5">
      <span className="font-medium">{label ?? key}</span>
      <div className="flex items-center gap-4">
        {isBounded ? (
          <RangeInput
            label={`${label ?? key} slider`}
            testId={`knob-slider-${key}`}
            min={min}
            max={max}
            step={step ?? (type === "integer" ? 1 : "any")}
            value={Number(parameter.default)}
            onChange={(value) => store.getState().dispatch({ ...setKnob(key, value), onWhole: true })}
          />
        ) : null}
        <span className={isBounded ? "w-28 shrink-0" : "w-full max-w-48"}>
          <KnobInput parameter={parameter} isOfWhole />
        </span>
      </div>
      <p className="text-faint text-xs">
        {isBounded ? `${min} to ${max}` : ""}
        {isBounded && uses.length > 0 ? " · " : ""}
        {uses.join("; ")}
      </p>
    </div>
  );
}
