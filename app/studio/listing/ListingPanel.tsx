"use client";
import { useMemo } from "react";
import { CopyButton } from "@/app/ui/CopyButton.tsx";
import { cx } from "@/app/ui/cx.ts";
import type { ListingLine } from "@/graph-runtime/compiler/list-program.ts";
import { useAnswer } from "../asking/use-answer.ts";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { useNodeAnchor } from "./use-node-anchor.ts";

const noLines: readonly ListingLine[] = [];

/** The strategy as TypeScript, to be read. A line and its node light up together, whichever is pointed at. */
export function ListingPanel() {
  const document = useStudio((state) => state.root);
  const lines = useAnswer(useMemo(() => ({ kind: "listing", document }) as const, [document])) ?? noLines;
  const selected = useStudio((state) => state.selectedNodes);
  const { anchor, point } = useNodeAnchor();
  const focus = useFocusNode();
  return (
    <div className="relative min-h-full" data-testid="listing">
      <div className="absolute top-2 right-3 rounded-md bg-surface">
        <CopyButton text={lines.map((line) => line.text).join("\n")} label="Copy the listing" />
      </div>
      <ol className="listing" aria-label="Listing of the strategy">
        {lines.map(({ text, nodeId }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={index}>
            {nodeId === null ? (
              <code>{text === "" ? "\u00a0" : text}</code>
            ) : (
              <button
                type="button"
                data-line={nodeId}
                className={cx(anchor === nodeId && "is-anchored", selected.includes(nodeId) && "is-selected")}
                onClick={() => focus(nodeId)}
                onPointerEnter={() => point(nodeId)}
                onPointerLeave={() => point(null)}
                onFocus={() => point(nodeId)}
                onBlur={() => point(null)}
              >
                <code>{text}</code>
              </button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
