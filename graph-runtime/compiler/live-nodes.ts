import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Wiring } from "./wire.ts";

/** Returns the ids of the nodes that orders, protections or asked-for ports depend on. `nodes` come in order of execution. */
export function findLive(nodes: readonly ResolvedNode[], wiring: Wiring, keep: readonly string[] | "all"): Set<string> {
  const asked = keep === "all" ? null : new Set(keep.map((port) => port.slice(0, port.lastIndexOf("."))));
  const live = new Set<string>();
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    const { triggers, protection, benchmark, guard, probe } = node.definition;
    const acts = [triggers, protection, benchmark, guard, probe].some((role) => role !== undefined);
    const isRoot = acts || asked === null || asked.has(node.id);
    if (!isRoot && !live.has(node.id)) continue;
    live.add(node.id);
    for (const source of wiring.get(node.id)!.values()) live.add(source.node);
  }
  return live;
}
