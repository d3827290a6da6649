"use client";
import { Copy, LogIn, Ungroup } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/app/ui/Button.tsx";
import { findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import { orMissing } from "../layout/PartMissing.tsx";
import { indexOf } from "../store/document-index.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { dissolveBlock } from "./dissolve-block.ts";
import { copyBlock, usesOf } from "./edit-block.ts";
import { isInterfaceNode } from "./scope.ts";

// With a boundary of its own: without one the whole inspector would be taken away until it is there, and the focus with it.
const LibraryLink = dynamic(
  () => import("../library/LibraryLink.tsx").then((module) => module.LibraryLink, orMissing),
  {
    loading: () => null,
  },
);

/** For a node that stands for a block: to what it is linked, and how to open, copy or dissolve it. Absent for other nodes. */
export function BlockLink({ nodeId }: { readonly nodeId: string }) {
  const store = useStudioStore();
  const block = useStudio((state) => {
    const node = indexOf(state.document).nodes.get(nodeId);
    return node === undefined || isInterfaceNode(nodeId) ? undefined : findBlock(state.document, node.kind);
  });
  const uses = useStudio((state) => (block === undefined ? 0 : usesOf(state.root, block.id)));
  if (block === undefined) return null;
  const { dispatch, enterBlock, select } = store.getState();
  return (
    <section aria-label="Block" className="grid gap-2" data-testid="block-link">
      <p className="text-muted text-xs">
        Linked to the block <b className="font-semibold text-text">{block.title}</b>{" "}
        <span className="version-chip">v{block.version}</span>
        {uses === 1
          ? ", which nothing else uses."
          : `, like ${uses - 1} other ${uses === 2 ? "node" : "nodes"}: an edit changes all of them.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={() => enterBlock(nodeId)}>
          <LogIn size={14} /> Open
        </Button>
        {uses > 1 ? (
          <Button size="sm" onClick={() => dispatch(copyBlock(store.getState().document, nodeId))}>
            <Copy size={14} /> Make it a copy of its own
          </Button>
        ) : null}
        <Button
          size="sm"
          onClick={() => {
            const apart = dissolveBlock(store.getState().document, nodeId);
            if (apart === null) return;
            dispatch(apart.command);
            select(apart.ids);
          }}
        >
          <Ungroup size={14} /> Take apart
        </Button>
      </div>
      <LibraryLink block={block} />
    </section>
  );
}
