import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { PortRef } from "../commands/command.ts";
import { portKey } from "./document-index.ts";

type Group = GraphDocument["ui"]["groups"][number];

const none: ReadonlyMap<string, string> = new Map();

/** Returns the nodes that are folded away, each with the group that it is in. */
export function foldedNodes(document: GraphDocument): ReadonlyMap<string, string> {
  if (!document.ui.groups.some((group) => group.collapsed === true)) return none;
  return new Map(
    document.ui.groups
      .filter((group) => group.collapsed === true)
      .flatMap((group) => group.nodes.map((node) => [node, group.id] as const)),
  );
}

const grouped = new WeakMap<readonly Group[], ReadonlySet<string>>();

/** Returns the nodes that some group holds. */
export function groupedNodes({ ui: { groups } }: GraphDocument): ReadonlySet<string> {
  const known = grouped.get(groups);
  if (known !== undefined) return known;
  const found = new Set(groups.flatMap((group) => group.nodes));
  grouped.set(groups, found);
  return found;
}

export type GroupPorts = { readonly inputs: readonly PortRef[]; readonly outputs: readonly PortRef[] };

/** Returns the ports at the border of a group: inputs that are fed from outside, outputs that feed the outside. */
export function groupPorts(document: GraphDocument, group: Pick<Group, "nodes">): GroupPorts {
  const inside = new Set(group.nodes);
  const inputs = new Map<string, PortRef>();
  const outputs = new Map<string, PortRef>();
  for (const { from, to } of document.edges) {
    if (inside.has(from.node) === inside.has(to.node)) continue;
    if (inside.has(to.node)) inputs.set(portKey(to.node, to.port), to);
    else outputs.set(portKey(from.node, from.port), from);
  }
  return { inputs: [...inputs.values()], outputs: [...outputs.values()] };
}

/** Returns how large a folded group is drawn. */
export function foldedSize({ inputs, outputs }: GroupPorts): { width: number; height: number } {
  return { width: 240, height: 48 + Math.max(inputs.length, outputs.length) * 24 };
}
