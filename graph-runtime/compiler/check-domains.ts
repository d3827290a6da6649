import { type Diagnostic, errorDiagnostic, type Patch } from "../core/diagnostic.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { Domain, NodeDefinition } from "../nodes/define-node.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Source, Wiring } from "./wire.ts";

/** Where each node is computed: once an instrument, once for the portfolio, or both where it depends on neither. */
export type DomainMap = ReadonlyMap<string, ReadonlySet<Domain>>;

/** "free" values depend on no instrument and fit wherever they are wanted; a "cross" node sees all instruments. */
type Nature = Domain | "free" | "cross";

/** Finds whom each value belongs to, and refuses one of each instrument where the portfolio needs one. Nodes come in order of execution. */
export function checkDomains(
  document: GraphDocument,
  nodes: readonly ResolvedNode[],
  wiring: Wiring,
  diagnostics: Diagnostic[],
): DomainMap {
  const natures = new Map<string, Nature>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const given = (source: Source): Nature => {
    const nature = natures.get(source.node) ?? "free";
    return nature === "cross" ? (byId.get(source.node)?.definition.outputs[source.port]?.domain ?? "each") : nature;
  };
  for (const node of nodes) {
    const inputs = [...(wiring.get(node.id) ?? [])];
    const nature = natureOf(node.definition, inputs, given);
    natures.set(node.id, nature);
    if (nature !== "cross") continue;
    for (const [port, source] of inputs) {
      if (node.definition.inputs[port]?.domain !== "all" || given(source) !== "each") continue;
      diagnostics.push(mixed(document, node, port, source));
    }
  }
  return demanded(nodes, wiring, natures);
}

function natureOf(
  definition: NodeDefinition,
  inputs: readonly (readonly [string, Source])[],
  given: (source: Source) => Nature,
): Nature {
  if (definition.cross) return "cross";
  if (definition.triggers ?? definition.protection ?? definition.account) return "each";
  if (definition.outside ?? definition.ofInstrument) return "each";
  // longer bars are built within each lane, whosever they are
  if (definition.market) return namesInstrument(definition, inputs) && !definition.clock ? "all" : "each";
  const fed = inputs.map(([, source]) => given(source));
  return fed.includes("each") ? "each" : fed.includes("all") ? "all" : "free";
}

function namesInstrument(definition: NodeDefinition, inputs: readonly (readonly [string, Source])[]): boolean {
  return inputs.some(([port]) => definition.inputs[port]?.type === "instrument");
}

/** Walks back from what needs values, so that a free node is computed where it is wanted and nowhere else. */
function demanded(
  nodes: readonly ResolvedNode[],
  wiring: Wiring,
  natures: ReadonlyMap<string, Nature>,
): Map<string, Set<Domain>> {
  const wanted = new Map<string, Set<Domain>>(nodes.map((node) => [node.id, new Set<Domain>()]));
  for (let at = nodes.length - 1; at >= 0; at--) {
    const { id, definition } = nodes[at]!;
    const nature = natures.get(id)!;
    const own = wanted.get(id)!;
    if (nature !== "free") {
      own.clear();
      own.add(nature === "cross" ? "all" : nature);
    }
    if (own.size === 0) own.add("each");
    for (const [port, source] of wiring.get(id) ?? []) {
      if (nature === "cross") wanted.get(source.node)?.add(definition.inputs[port]?.domain ?? "each");
      else for (const domain of own) wanted.get(source.node)?.add(domain);
    }
  }
  return wanted;
}

function mixed(document: GraphDocument, node: ResolvedNode, port: string, source: Source): Diagnostic {
  const { title, inputs } = { title: node.definition.meta.title, inputs: node.definition.inputs };
  const isNumber = inputs[port]!.type === "number";
  const bridge = isNumber ? "Across instruments" : "Any or all instruments";
  const patch = bridgePatch(document, node, port, source);
  return errorDiagnostic(
    "domain.mixed",
    `${title}, input "${inputs[port]!.label}": each instrument brings its own value, and the portfolio needs one. Put "${bridge}" between them.`,
    {
      path: node.path,
      nodeId: node.id,
      portId: port,
      expected: "one value for the portfolio",
      received: "one value per instrument",
      fixes: patch.length > 0 ? [{ label: `Insert "${bridge}"`, patch }] : [],
    },
  );
}

/** The patch that puts an aggregate into the connection; none inside a block, whose edges are not the document's. */
function bridgePatch(document: GraphDocument, node: ResolvedNode, port: string, source: Source): Patch[] {
  const at = document.edges.findIndex((edge) => edge.to.node === node.id && edge.to.port === port);
  if (at < 0) return [];
  const taken = new Set(document.nodes.map((other) => other.id));
  let id = `${source.node}-across`;
  for (let rank = 2; taken.has(id); rank++) id = `${source.node}-across-${rank}`;
  const isNumber = node.definition.inputs[port]!.type === "number";
  const kind = isNumber ? "portfolio.across" : "portfolio.any-all";
  const [into, out] = isNumber ? ["source", "value"] : ["condition", "any"];
  const [from, to] = [document.ui.nodes[source.node], document.ui.nodes[node.id]];
  const place = { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 + 96 };
  return [
    { op: "add", path: "/nodes/-", value: { id, kind, version: 1, params: {} } },
    {
      op: "set",
      path: `/edges/${at}`,
      value: { from: { node: source.node, port: source.port }, to: { node: id, port: into } },
    },
    { op: "add", path: "/edges/-", value: { from: { node: id, port: out }, to: { node: node.id, port } } },
    { op: "set", path: `/ui/nodes/${id}`, value: place },
  ];
}
