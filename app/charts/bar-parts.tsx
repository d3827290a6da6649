import type { ReactNode } from "react";

/** How the axes of bar charts look. */
export const barAxis = {
  stroke: "var(--color-line)",
  tick: { fill: "var(--color-muted)", fontSize: 11 },
  tickLine: false,
} as const;

/** What a bar says when it is pointed at. */
export function BarNote({ children }: { readonly children: ReactNode }) {
  return <div className="figure rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-overlay">{children}</div>;
}
