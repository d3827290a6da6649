"use client";
import { memo } from "react";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { formatPortValue } from "./format-port-value.ts";
import { useScrub } from "./scrub-store.ts";

type PortValueProps = {
  /** What the port is called in the program: "block/node.port". */
  readonly name: string;
  readonly testId: string;
  readonly type: PortType | null;
};

/** The value of an output at the bar under the pointer; nothing while no bar is looked at. */
export const PortValue = memo(function PortValue({ name, testId, type }: PortValueProps) {
  const value = useScrub((state) => state.values.get(name));
  if (value === undefined) return null;
  const { text, state } = formatPortValue(value, type);
  return (
    <span className="port-value figure" data-state={state} data-testid={`value-${testId}`}>
      {text}
    </span>
  );
});
