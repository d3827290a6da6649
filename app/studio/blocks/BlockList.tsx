"use client";
import { Trash2 } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { removeBlock, usesOf } from "./edit-block.ts";

/** The blocks of the strategy; one that no node uses can be removed. Absent while there are none. */
export function BlockList() {
  const store = useStudioStore();
  const root = useStudio((state) => state.root);
  if (root.blocks === undefined || root.blocks.length === 0) return null;
  return (
    <section aria-label="Blocks" className="grid gap-2 border-b pb-4">
      <h3 className="font-medium text-xs">Blocks</h3>
      <ul className="grid gap-1">
        {root.blocks.map((block) => {
          const uses = usesOf(root, block.id);
          return (
            <li key={block.id} className="flex min-h-7 items-center gap-2 text-xs">
              <span className="truncate">{block.title}</span>
              <span className="version-chip">v{block.version}</span>
              <span className="grow text-right text-muted">{uses === 0 ? "not used" : `used ${uses}×`}</span>
              {uses === 0 ? (
                <IconButton
                  size="sm"
                  label={`Remove the block ${block.title}`}
                  onClick={() => store.getState().dispatch(removeBlock(block.id))}
                >
                  <Trash2 size={13} />
                </IconButton>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
