"use client";
import { memo } from "react";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { scopePrefix } from "../blocks/scope.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { formatPortValue } from "./format-port-value.ts";
import { useScrub } from "./scrub-store.ts";

type PortValueProps = { readonly nodeId: string; readonly portId: string; readonly type: PortType | null };

/** The value of an output at the bar under the pointer; nothing while no bar is looked at. */
export const PortValue = memo(function PortValue({ nodeId, portId, type }: PortValueProps) {
  const prefix = useStudio((state) => scopePrefix(state.scope));
  const value = useScrub((state) => state.values.get(`${prefix}${nodeId}.${portId}`));
  if (value === undefined) return null;
  const { text, state } = formatPortValue(value, type);
  return (
    <span className="port-value figure" data-state={state} data-testid={`value-${nodeId}-${portId}`}>
      {text}
    </span>
  );
});
