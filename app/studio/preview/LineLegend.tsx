"use client";
import { lineTokens } from "./PreviewChart.tsx";
import type { NodeSeries } from "./preview-messages.ts";

/** Names the lines of the selected node. */
export function LineLegend({ lines }: { readonly lines: readonly NodeSeries[] }) {
  if (lines.length === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-3 pr-4 text-2xs text-muted max-sm:hidden" data-testid="line-legend">
      {lines.slice(0, 5).map((line, index) => (
        <span key={line.label} className="flex items-center gap-1">
          <span
            className={line.isCondition ? "size-2" : "h-0.5 w-3"}
            style={{ background: `var(${lineTokens[index % lineTokens.length]})` }}
          />
          {line.label}
        </span>
      ))}
    </span>
  );
}
