"use client";
import { SlidersHorizontal } from "lucide-react";
import { memo } from "react";
import { setParam } from "../commands/edit-node.ts";
import { isScalar, setKnob } from "../commands/knobs.ts";
import type { Kind } from "../kinds/kind.ts";
import { isShown, type ParamField, primaryFields } from "../kinds/param-field.ts";
import { dereference } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { ParamInput } from "./ParamInput.tsx";

/** The at most two primary parameters, edited on the node itself. */
export const NodeFields = memo(function NodeFields({
  nodeId,
  definition,
}: {
  readonly nodeId: string;
  readonly definition: Kind;
}) {
  const node = useStudio((state) => indexOf(state.document).nodes.get(nodeId));
  const fields = primaryFields(definition.fields);
  if (node === undefined || fields.length === 0) return null;
  const shown = fields.filter((field) => isShown(field, node.params));
  return (
    <div className="graph-node-fields nodrag nopan">
      {shown.map((field) => (
        <NodeField key={field.key} nodeId={nodeId} field={field} />
      ))}
    </div>
  );
});

function NodeField({ nodeId, field }: { readonly nodeId: string; readonly field: ParamField }) {
  const store = useStudioStore();
  const raw = useStudio((state) => indexOf(state.document).nodes.get(nodeId)?.params[field.key]);
  const value = useStudio((state) => {
    const current = indexOf(state.document).nodes.get(nodeId)?.params[field.key];
    return current === undefined ? field.defaultValue : dereference(state.document, current);
  });
  const isKnob = typeof raw === "object" && !Array.isArray(raw);
  return (
    <div className="graph-node-field">
      <span className="truncate text-muted" title={isKnob ? `Knob ${raw.$param}` : undefined}>
        {field.label}
        {isKnob ? <SlidersHorizontal size={10} aria-label="knob" className="ml-1 inline text-accent" /> : null}
      </span>
      <ParamInput
        compact
        field={field}
        value={value}
        testId={`node-param-${nodeId}-${field.key}`}
        onChange={(next) =>
          store
            .getState()
            .dispatch(isKnob && isScalar(next) ? setKnob(raw.$param, next) : setParam(nodeId, field.key, next))
        }
      />
    </div>
  );
}
