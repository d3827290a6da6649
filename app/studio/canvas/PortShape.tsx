import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { portColor } from "./port-color.ts";
import { portOutlines } from "./port-outlines.ts";

/** Draws a port: filled where an edge ends, hollow where it is open. */
export function PortShape({
  type,
  filled,
  size = 12,
}: {
  readonly type: PortType | null;
  readonly filled: boolean;
  readonly size?: number;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      className="port-shape"
      style={{ color: portColor(type) }}
    >
      <path
        d={portOutlines[type ?? "number"]}
        fill={filled ? "currentColor" : "var(--color-node)"}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        fillRule="nonzero"
      />
    </svg>
  );
}
