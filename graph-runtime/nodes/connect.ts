import type { GraphDocument, PortReference } from "../graph/document.ts";
import { documentRegistry } from "./document-registry.ts";
import { assignable, type Conversion } from "./port-type.ts";
import { type Registry, registry as standardRegistry } from "./registry.ts";

export type ConnectAnswer =
  | {
      readonly allowed: true;
      readonly conversion?: Conversion /** The input is wired already; the new connection takes its place. */;
      readonly replaces: boolean;
    }
  | { readonly allowed: false; readonly reason: string; readonly between?: string };

const refuse = (reason: string): ConnectAnswer => ({ allowed: false, reason });

/** Tells whether an output may be wired to an input, and in words why not. */
export function canConnect(
  document: GraphDocument,
  from: PortReference,
  to: PortReference,
  base: Registry = standardRegistry,
): ConnectAnswer {
  const registry = documentRegistry(document, base);
  const source = document.nodes.find((node) => node.id === from.node);
  const target = document.nodes.find((node) => node.id === to.node);
  if (!source || !target) return refuse("One end of the connection no longer exists.");
  const output = registry.get(source.kind, source.version)?.outputs[from.port];
  const input = registry.get(target.kind, target.version)?.inputs[to.port];
  if (!output) return refuse("A connection starts at an output, on the right of a node.");
  if (!input) return refuse("A connection ends at an input, on the left of a node.");
  const fit = assignable(output.type, input.type);
  // Whatever stands between: no node lets a circle be closed.
  const isCircle = from.node === to.node || reaches(document, to.node, from.node);
  if (!fit.ok)
    return isCircle
      ? refuse(fit.reason)
      : { ...refuse(fit.reason), ...(fit.between === undefined ? {} : { between: fit.between }) };
  if (from.node === to.node) return refuse("A node cannot feed itself.");
  if (isCircle) return refuse("This would close a circle: a value cannot depend on itself on the same bar.");
  const replaces = document.edges.some((edge) => edge.to.node === to.node && edge.to.port === to.port);
  return { allowed: true, replaces, ...(fit.conversion ? { conversion: fit.conversion } : {}) };
}

function reaches(document: GraphDocument, start: string, goal: string): boolean {
  const next = new Map<string, string[]>();
  for (const { from, to } of document.edges) {
    const list = next.get(from.node);
    if (list) list.push(to.node);
    else next.set(from.node, [to.node]);
  }
  const waiting = [start];
  const seen = new Set(waiting);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === goal) return true;
    for (const id of next.get(node) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      waiting.push(id);
    }
  }
  return false;
}
