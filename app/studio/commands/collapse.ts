import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Command } from "./command.ts";

/** Folds nodes to their title and the ports that are wired, or unfolds them. */
export function collapseNodes(ids: ReadonlySet<string>, collapsed: boolean): Command {
  return {
    label: collapsed ? "Collapse" : "Expand",
    apply: (document) => {
      const nodes = { ...document.ui.nodes };
      let changed = false;
      for (const id of ids) {
        const place = nodes[id];
        if (place === undefined || (place.collapsed ?? false) === collapsed) continue;
        const { collapsed: _before, ...rest } = place;
        nodes[id] = collapsed ? { ...rest, collapsed } : rest;
        changed = true;
      }
      return changed ? { ...document, ui: { ...document.ui, nodes } } : document;
    },
  };
}

/** Folds a frame to one box that shows the ports at its border, or unfolds it. */
export function collapseGroup(id: string, collapsed: boolean): Command {
  return {
    label: collapsed ? "Collapse group" : "Expand group",
    apply: (document) => {
      const groups = document.ui.groups.map((group) => (group.id === id ? fold(group, collapsed) : group));
      return groups.some((group, index) => group !== document.ui.groups[index])
        ? { ...document, ui: { ...document.ui, groups } }
        : document;
    },
  };
}

function fold(group: GraphDocument["ui"]["groups"][number], collapsed: boolean): typeof group {
  if ((group.collapsed ?? false) === collapsed) return group;
  const { collapsed: _before, ...rest } = group;
  return collapsed ? { ...rest, collapsed } : rest;
}
