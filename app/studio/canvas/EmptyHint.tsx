"use client";
import { Kbd } from "@/app/ui/Kbd.tsx";
import { useStudio } from "../store/StudioContext.tsx";

/** Three steps for a strategy that has no blocks yet. */
export function EmptyHint() {
  const isEmpty = useStudio((state) => state.document.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <div className="empty-hint">
      <h2 className="font-semibold text-lg text-text">Build your first rule</h2>
      <ol className="grid gap-2 text-left">
        <li>
          <b>1</b> Drag <em>Price bars</em> from the left, or press <Kbd>Tab</Kbd> to search all blocks.
        </li>
        <li>
          <b>2</b> Pull an edge from a port; let go on empty space to see what fits.
        </li>
        <li>
          <b>3</b> End with <em>Enter</em> and press <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> to run.
        </li>
      </ol>
    </div>
  );
}
