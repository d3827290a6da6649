"use client";
import { RotateCcw, SlidersHorizontal } from "lucide-react";
import { memo, useId, useState } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { ParamValue } from "@/graph-runtime/graph/document.ts";
import { setParam } from "../commands/edit-node.ts";
import { canBeKnob, exposeParam, isScalar, setKnob, unexposeParam } from "../commands/knobs.ts";
import type { ParamField } from "../kinds/param-field.ts";
import { dereference } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { ParamInput } from "./ParamInput.tsx";

type ParamRowProps = { readonly nodeId: string; readonly field: ParamField; readonly help?: string | undefined };

/** One parameter in the inspector: control, unit, help, reset to default, and the pin that makes it a knob of the strategy. */
export const ParamRow = memo(function ParamRow({ nodeId, field, help }: ParamRowProps) {
  const store = useStudioStore();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const raw: ParamValue | undefined = useStudio(
    (state) => indexOf(state.document).nodes.get(nodeId)?.params[field.key],
  );
  const value = useStudio((state) => {
    const current = indexOf(state.document).nodes.get(nodeId)?.params[field.key];
    return current === undefined ? field.defaultValue : dereference(state.document, current);
  });
  const knob = typeof raw === "object" && !Array.isArray(raw) ? raw.$param : null;
  const knobLabel = useStudio(
    (state) => state.document.parameters.find((parameter) => parameter.key === knob)?.label ?? knob,
  );
  const isChanged = raw !== undefined;
  const { dispatch } = store.getState();
  return (
    <div className="grid gap-1.5">
      <div className="flex h-6 items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-muted text-xs">
          {field.label}
        </label>
        <span className="flex">
          {isChanged && knob === null ? (
            <IconButton
              size="sm"
              className="!size-6"
              label={`Reset ${field.label} to ${String(field.defaultValue)}`}
              onClick={() => dispatch(setParam(nodeId, field.key, undefined))}
            >
              <RotateCcw size={12} />
            </IconButton>
          ) : null}
          {canBeKnob(field.control) ? (
            <IconButton
              size="sm"
              className="!size-6"
              aria-pressed={knob !== null}
              label={
                knob === null
                  ? `Make ${field.label} a knob of the strategy`
                  : `${field.label} is the knob "${knob}": make it a plain parameter again`
              }
              onClick={() =>
                dispatch(knob === null ? exposeParam(nodeId, field, value) : unexposeParam(nodeId, field.key))
              }
            >
              <SlidersHorizontal size={12} />
            </IconButton>
          ) : null}
        </span>
      </div>
      <ParamInput
        id={id}
        testId={`param-${field.key}`}
        field={field}
        value={value}
        onProblem={setProblem}
        onChange={(next) =>
          dispatch(knob !== null && isScalar(next) ? setKnob(knob, next) : setParam(nodeId, field.key, next))
        }
      />
      {knob === null ? null : <p className="text-accent text-xs">Knob “{knobLabel}”: changes wherever it is used.</p>}
      {problem === null ? (
        help === undefined ? null : (
          <p className="text-faint text-xs">{help}</p>
        )
      ) : (
        <p className="text-danger text-xs">{problem}</p>
      )}
    </div>
  );
});
