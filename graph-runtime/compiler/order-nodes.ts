import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import type { FlatGraph } from "./inline-blocks.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Wiring } from "./wire.ts";

/** Returns the nodes so that each comes after what feeds it (by document order where free), or reports the cycle. */
export function orderNodes(
  nodes: ReadonlyMap<string, ResolvedNode>,
  { wiring, edges }: { readonly wiring: Wiring; readonly edges: FlatGraph["edges"] },
  diagnostics: Diagnostic[],
): ResolvedNode[] {
  const waiting = new Map<string, number>();
  const feeds = new Map<string, string[]>();
  for (const [id, inputs] of wiring) {
    const sources = new Set([...inputs.values()].map((source) => source.node));
    waiting.set(id, sources.size);
    for (const source of sources) {
      const list = feeds.get(source);
      if (list) list.push(id);
      else feeds.set(source, [id]);
    }
  }
  const ready = [...nodes.values()].filter((node) => waiting.get(node.id) === 0);
  const ordered: ResolvedNode[] = [];
  for (let at = 0; at < ready.length; at++) {
    const node = ready[at]!;
    ordered.push(node);
    for (const next of feeds.get(node.id) ?? []) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      const fed = nodes.get(next);
      if (left === 0 && fed) ready.push(fed);
    }
  }
  if (ordered.length < nodes.size) diagnostics.push(describeCycle(nodes, { wiring, edges, waiting }));
  return ordered;
}

type Loop = {
  readonly wiring: Wiring;
  readonly edges: FlatGraph["edges"];
  readonly waiting: ReadonlyMap<string, number>;
};

function describeCycle(nodes: ReadonlyMap<string, ResolvedNode>, { wiring, edges, waiting }: Loop): Diagnostic {
  // walking back along unfinished nodes must come round
  let at = [...waiting].find(([, left]) => left > 0)![0];
  const seen: string[] = [];
  while (!seen.includes(at)) {
    seen.push(at);
    at = [...wiring.get(at)!.values()].map((source) => source.node).find((id) => waiting.get(id)! > 0)!;
  }
  const loop = [...seen.slice(seen.indexOf(at)), at].reverse();
  const names = loop.map((id) => nodes.get(id)?.definition.meta.title ?? id);
  const node = nodes.get(at);
  const closing = edges.find(({ edge }) => edge.to.node === at && edge.from.node === loop.at(-2));
  return errorDiagnostic(
    "graph.cycle",
    `These nodes feed each other in a circle: ${names.join(" -> ")}. Remove one of the connections.`,
    {
      path: node?.path ?? "",
      nodeId: at,
      ...(closing === undefined ? {} : { portId: closing.edge.to.port }),
      expected: "nodes that come one after the other",
      received: loop.join(" -> "),
      fixes:
        closing === undefined
          ? []
          : [{ label: "Remove the last connection", patch: [{ op: "remove", path: closing.path }] }],
    },
  );
}
