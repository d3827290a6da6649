import { type Diagnostic, hasErrors, warningDiagnostic } from "../core/diagnostic.ts";
import type { GraphDocument } from "../graph/document.ts";
import { type ReadOutcome, readDocument } from "../graph/read-document.ts";
import { semanticHash } from "../graph/semantic-hash.ts";
import { documentRegistry } from "../nodes/document-registry.ts";
import { type Registry, registry as standardRegistry } from "../nodes/registry.ts";
import { checkClocks } from "./check-clocks.ts";
import { checkDomains } from "./check-domains.ts";
import { checkKinds } from "./check-kinds.ts";
import { checkMembers } from "./check-members.ts";
import { type FlatGraph, inlineBlocks } from "./inline-blocks.ts";
import { layOut } from "./lay-out.ts";
import { findLive } from "./live-nodes.ts";
import { orderNodes } from "./order-nodes.ts";
import type { CompileOutcome, Program } from "./program.ts";
import { type Overrides, resolveNodes } from "./resolve-nodes.ts";
import { wire } from "./wire.ts";

export type CompileOptions = {
  readonly registry?: Registry;
  /** How the value is read; an editor that follows edits reads what they changed. */
  readonly read?: (json: unknown) => ReadOutcome;
  /** Values for the document's parameters. */
  readonly parameters?: Overrides;
  /** Ports that must stay even if nothing needs them, "node.port"; "all" keeps every node. */
  readonly keep?: readonly string[] | "all";
  /** Leaves equal sub-expressions unmerged; a sweep puts other parameters into the same layout. */
  readonly keepApart?: boolean;
};

/** Turns any JSON value into a program or diagnostics; never throws. */
export function compile(json: unknown, options: CompileOptions = {}): CompileOutcome {
  const { document, diagnostics: problems } = (options.read ?? readDocument)(json);
  if (!document) return { program: null, document: null, diagnostics: problems };
  const diagnostics: Diagnostic[] = [...problems];
  const registry = documentRegistry(document, options.registry ?? standardRegistry);
  const graph = inlineBlocks(document, registry, diagnostics);
  const nodes = resolveNodes({ document, graph, registry, overrides: options.parameters ?? {} }, diagnostics);
  const wiring = wire(graph, nodes, diagnostics);
  const ordered = orderNodes(nodes, { wiring, edges: graph.edges }, diagnostics);
  const clocks = checkClocks(document, ordered, wiring, diagnostics);
  checkKinds(ordered, wiring, diagnostics);
  const domains = checkDomains(document, ordered, wiring, diagnostics);
  checkMembers(document, ordered, diagnostics);
  if (hasErrors(diagnostics)) return { program: null, document, diagnostics: shown(diagnostics, graph) };
  const live = findLive(ordered, wiring, options.keep ?? []);
  diagnostics.push(...reviewLive(document, ordered.length, live));
  for (const node of ordered) {
    if (live.has(node.id)) continue;
    const message = `Nothing uses "${node.definition.meta.title}": it has no effect. Connect it, or remove it.`;
    const { path } = node;
    const fixes = [{ label: "Remove the node", patch: [{ op: "remove", path }] }] as const;
    diagnostics.push(warningDiagnostic("node.dead", message, { path, nodeId: node.id, fixes }));
  }
  const layout = layOut({
    nodes: ordered.filter((node) => live.has(node.id)),
    wiring,
    clocks,
    domains,
    base: document.settings.timeframe,
    keepApart: options.keepApart ?? false,
  });
  const named = [
    ...layout.foreign.map(({ symbol }) => symbol),
    ...(layout.benchmark === null ? [] : [layout.benchmark]),
  ];
  const references = [...new Set(named)].filter((symbol) => !document.universe.includes(symbol));
  let hash: string | null = null;
  const program: Program = {
    ...layout,
    guards: ordered.flatMap(({ id, definition, params }) => {
      const guard = live.has(id) ? definition.guard?.(params) : undefined;
      return guard ? [{ ...guard, nodeId: id }] : [];
    }),
    document,
    settings: document.settings,
    // a third of compiling a large graph, for what most who compile do not ask
    get semanticHash() {
      hash ??= semanticHash(document);
      return hash;
    },
    ports: withAliases(layout.ports, graph),
    required: { timeframe: document.settings.timeframe, universe: document.universe, references },
  };
  return { program, document, diagnostics: shown(diagnostics, graph) };
}

/** What is wrong inside a block is shown at the node that stands for it. */
function shown(diagnostics: readonly Diagnostic[], graph: FlatGraph): Diagnostic[] {
  const outer = new Map(
    graph.nodes.filter(({ node, shownId }) => node.id !== shownId).map(({ node, shownId }) => [node.id, shownId]),
  );
  return diagnostics.map((diagnostic) => {
    const nodeId = diagnostic.nodeId === undefined ? undefined : outer.get(diagnostic.nodeId);
    return nodeId === undefined ? diagnostic : { ...diagnostic, nodeId };
  });
}

/** The outputs of blocks are seen under the block's own name, too. */
function withAliases(ports: Program["ports"], graph: FlatGraph): Program["ports"] {
  if (graph.aliases.size === 0) return ports;
  const named = new Map(ports);
  for (const [alias, { node, port }] of graph.aliases) {
    const slot = ports.get(`${node}.${port}`);
    if (slot !== undefined) named.set(alias, slot);
  }
  return named;
}

function reviewLive(document: GraphDocument, total: number, live: ReadonlySet<string>): Diagnostic[] {
  if (total === 0) {
    const text = document.nodes.length === 0 ? "The canvas is empty" : "Every node is muted";
    return [warningDiagnostic("graph.empty", `${text}: add price bars, a condition and an Enter node to trade.`)];
  }
  if (live.size === 0) {
    return [
      warningDiagnostic(
        "graph.no-orders",
        "This strategy has no order node, so it never trades. Add an Enter node and wire a condition to it.",
      ),
    ];
  }
  return [];
}
