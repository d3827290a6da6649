"use client";
import { Search } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { useSummaries } from "../asking/use-summary.ts";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { wordsOf } from "../kinds/kind-words.ts";
import { fuzzySearch } from "../palette/fuzzy.ts";
import { definitionOf, titleOf } from "../store/definitions.ts";
import { useStudio } from "../store/StudioContext.tsx";

/** Finds a node of this graph by name, kind or what it does. */
export function GraphSearch({ onClose }: { readonly onClose: () => void }) {
  const document = useStudio((state) => state.document);
  const summaryOf = useSummaries();
  const focus = useFocusNode();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const found = fuzzySearch(query, document.nodes, (node) => ({
    title: titleOf(node, document),
    keywords: [node.id, node.kind, ...wordsOf(definitionOf(node, document) ?? node).keywords],
    summary: summaryOf(node),
    family: definitionOf(node, document)?.meta.family ?? "",
  })).slice(0, 12);
  const at = Math.min(active, found.length - 1);
  const go = (id: string): void => {
    onClose();
    focus(id);
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Find in this graph">
      <label className="palette-search">
        <Search size={14} aria-hidden="true" className="text-muted" />
        <input
          autoFocus
          aria-label="Find a node"
          placeholder="Name, block or what it does"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") setActive(Math.min(at + 1, found.length - 1));
            else if (event.key === "ArrowUp") setActive(Math.max(at - 1, 0));
            else if (event.key === "Enter" && found[at] !== undefined) go(found[at].id);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <ul className="mt-2 grid gap-0.5">
        {found.map((node, index) => (
          <li key={node.id}>
            <button
              type="button"
              className={`kind-item ${index === at ? "is-active" : ""}`}
              onClick={() => go(node.id)}
            >
              <FamilyIcon family={definitionOf(node, document)?.meta.family ?? null} />
              <span className="min-w-0">
                <span className="block truncate font-medium">{titleOf(node, document)}</span>
                <span className="block truncate text-2xs text-faint">{summaryOf(node)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="py-4 text-center text-muted text-sm">No node fits “{query}”.</p> : null}
    </Dialog>
  );
}
