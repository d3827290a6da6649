import type { GraphDocument, PortReference } from "../graph/document.ts";
import { assignable, type Conversion, type PortType } from "./port-type.ts";

export type ConnectAnswer =
  | {
      readonly allowed: true;
      readonly conversion?: Conversion;
      /** The input is wired already; the new connection takes its place. */
      readonly replaces: boolean;
    }
  | { readonly allowed: false; readonly reason: string; readonly between?: string };

const refuse = (reason: string): ConnectAnswer => ({ allowed: false, reason });

/** Finds the ports of a kind, also of the document's own. */
export type FindPorts = (kind: string, version: number) => KindPorts | undefined;
type KindPorts = {
  readonly inputs: Readonly<Record<string, { readonly type: PortType }>>;
  readonly outputs: Readonly<Record<string, { readonly type: PortType }>>;
};

/** Tells whether an output may be wired to an input, and in words why not, knowing no more of a kind than its ports. */
export function checkConnection(
  document: Pick<GraphDocument, "nodes" | "edges">,
  { from, to }: { readonly from: PortReference; readonly to: PortReference },
  findPorts: FindPorts,
): ConnectAnswer {
  const source = document.nodes.find((node) => node.id === from.node);
  const target = document.nodes.find((node) => node.id === to.node);
  if (!source || !target) return refuse("One end of the connection no longer exists.");
  const output = findPorts(source.kind, source.version)?.outputs[from.port];
  const input = findPorts(target.kind, target.version)?.inputs[to.port];
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

function reaches(document: Pick<GraphDocument, "edges">, start: string, goal: string): boolean {
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
