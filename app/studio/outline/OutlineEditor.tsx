"use client";
import { ChevronRight, CircleX, Eye, EyeOff, Plus, Trash2, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/app/ui/Button.tsx";
import { cx } from "@/app/ui/cx.ts";
import { EmptyState } from "@/app/ui/EmptyState.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import { useSummary } from "../asking/use-summary.ts";
import { BlockInspector } from "../blocks/BlockInspector.tsx";
import { Breadcrumb } from "../blocks/Breadcrumb.tsx";
import { isInterfaceNode } from "../blocks/scope.ts";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import { setMuted } from "../commands/edit-node.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { NodeInspector } from "../inspector/NodeInspector.tsx";
import { SettingsInspector } from "../inspector/SettingsInspector.tsx";
import { HistoryButtons } from "../layout/HistoryButtons.tsx";
import { definitionOf, portLabel, titleOf } from "../store/definitions.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { topologicalOrder } from "./topological-order.ts";

/** The same strategy as a list: add, wire, edit and delete without a pointer, a mouse, or eyes. */
export function OutlineEditor() {
  const store = useStudioStore();
  const document = useStudio((state) => state.document);
  const [openId, setOpenId] = useState<string | null>(() => store.getState().selectedNodes[0] ?? null);
  const [isSettingsOpen, setSettingsOpen] = useState(false);
  const isInBlock = useStudio((state) => state.scope.length > 0);
  const nodes = topologicalOrder(document);

  const add = (event: { readonly currentTarget: Element }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const rightmost = Math.max(0, ...Object.values(document.ui.nodes).map((place) => place.x));
    store.getState().openQuickAdd({ screen: { x: box.left, y: box.bottom + 6 }, flow: { x: rightmost + 304, y: 80 } });
  };
  const toggle = (id: string): void => {
    setOpenId((present) => (present === id ? null : id));
    store.getState().select([id]);
  };

  return (
    <div className="h-full overflow-y-auto" data-testid="outline">
      <div className="mx-auto grid max-w-3xl gap-2 px-3 py-4 sm:px-6">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-semibold text-base">
            Outline{" "}
            <span className="font-normal text-muted text-sm">
              {nodes.length === 1 ? "1 node" : `${nodes.length} nodes`}
            </span>
          </h2>
          <div className="flex flex-wrap justify-end gap-2">
            <HistoryButtons />
            <Button size="sm" aria-expanded={isSettingsOpen} onClick={() => setSettingsOpen(!isSettingsOpen)}>
              {isInBlock ? "Block settings" : "Strategy settings"}
            </Button>
            <Button size="sm" variant="primary" onClick={add} data-testid="outline-add">
              <Plus size={14} /> Add a block
            </Button>
          </div>
        </div>
        <Breadcrumb />
        {isSettingsOpen ? (
          <div className="rounded-lg border bg-surface">{isInBlock ? <BlockInspector /> : <SettingsInspector />}</div>
        ) : null}
        {nodes.length === 0 ? (
          <EmptyState title="No blocks yet">Add price bars first, then a condition, then an order.</EmptyState>
        ) : null}
        <ol className="grid gap-1.5" onKeyDown={moveFocus}>
          {nodes.map((node) => (
            <OutlineRow key={node.id} node={node} isOpen={openId === node.id} onToggle={() => toggle(node.id)} />
          ))}
        </ol>
      </div>
    </div>
  );
}

type OutlineRowProps = { readonly node: GraphNode; readonly isOpen: boolean; readonly onToggle: () => void };

function OutlineRow({ node, isOpen, onToggle }: OutlineRowProps) {
  const store = useStudioStore();
  const document = useStudio((state) => state.document);
  const isSelected = useStudio((state) => state.selectedNodes.includes(node.id));
  const problems = useStudio((state) => state.diagnosticsOfNode.get(node.id));
  const summary = useSummary(node);
  const family = definitionOf(node, document)?.meta.family ?? null;
  const sources = document.edges.filter((edge) => edge.to.node === node.id);
  const title = titleOf(node, document);
  const hasError = problems?.some((problem) => problem.severity === "error") === true;
  const isPorts = isInterfaceNode(node.id);
  const isMuted = node.muted === true;
  const mute = (): void => store.getState().dispatch(setMuted(new Set([node.id]), !isMuted));
  const remove = (): void => {
    if (!isPorts) store.getState().dispatch(removeItems(new Set([node.id])));
  };
  return (
    <li
      className={cx("rounded-lg border bg-surface", isSelected && "border-accent")}
      data-testid={`outline-${node.id}`}
    >
      <div className="flex items-center gap-1 pr-2">
        <button
          type="button"
          data-outline-heading
          aria-expanded={isOpen}
          className="flex min-h-12 min-w-0 grow items-center gap-2.5 px-3 py-1.5 text-left"
          onClick={onToggle}
          onKeyDown={(event) => {
            if (event.key === "Delete") remove();
          }}
        >
          <ChevronRight
            size={14}
            aria-hidden="true"
            className={cx("shrink-0 text-muted transition-transform", isOpen && "rotate-90")}
          />
          <FamilyIcon family={family} />
          <span className="grid min-w-0">
            <span className="flex items-center gap-1.5 font-medium">
              <span className={cx("truncate", isMuted && "text-muted line-through")}>{title}</span>
              {isMuted ? <span className="font-normal text-muted text-xs">muted</span> : null}
              {hasError ? (
                <CircleX size={14} role="img" aria-label="has errors" className="shrink-0 text-danger" />
              ) : null}
              {!hasError && problems !== undefined ? (
                <TriangleAlert size={14} role="img" aria-label="has warnings" className="shrink-0 text-warning" />
              ) : null}
            </span>
            <span className="truncate text-muted text-xs">
              {summary}
              {sources.length === 0
                ? ""
                : ` · from ${sources.map((edge) => portLabel(document, edge.from, "source")).join("; ")}`}
            </span>
          </span>
        </button>
        {isPorts ? null : (
          <>
            <IconButton size="sm" label={`${isMuted ? "Unmute" : "Mute"} ${title}`} onClick={mute}>
              {isMuted ? <Eye size={14} /> : <EyeOff size={14} />}
            </IconButton>
            <IconButton size="sm" label={`Delete ${title}`} onClick={remove}>
              <Trash2 size={14} />
            </IconButton>
          </>
        )}
      </div>
      {isOpen ? (
        <div className="border-t">
          <NodeInspector nodeId={node.id} />
        </div>
      ) : null}
    </li>
  );
}

/** Arrow keys walk over the headings of the list. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute("data-outline-heading")) return;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const headings = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-outline-heading]")];
  headings[headings.indexOf(event.target) + step]?.focus();
}
