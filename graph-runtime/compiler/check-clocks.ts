import { type Diagnostic, errorDiagnostic, type Patch } from "../core/diagnostic.ts";
import type { GraphDocument } from "../graph/document.ts";
import { type Timeframe, timeframeMilliseconds } from "../market/timeframe.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Wiring } from "./wire.ts";

/** When values change: with the bars of a timeframe, which another instrument's bars may make up. */
export type Clock = { readonly timeframe: Timeframe; readonly instrument: string | null };

/** The clock of each node's outputs; null for constants, which fit every clock. */
export type ClockMap = ReadonlyMap<string, Clock | null>;

/** Finds the clock of every node and refuses to mix clocks without an alignment. Nodes come in order of execution. */
export function checkClocks(
  document: GraphDocument,
  nodes: readonly ResolvedNode[],
  wiring: Wiring,
  diagnostics: Diagnostic[],
): ClockMap {
  const base: Clock = { timeframe: document.settings.timeframe, instrument: null };
  const clocks = new Map<string, Clock | null>();
  const instruments = new Map<string, string>();
  for (const node of nodes) {
    const { definition } = node;
    if (definition.instrument) instruments.set(node.id, definition.instrument(node.params));
    const own = definition.clock?.(node.params);
    if (own !== undefined) {
      if (timeframeMilliseconds(own) < timeframeMilliseconds(base.timeframe))
        diagnostics.push(tooFine(node, own, base.timeframe));
      const [named] = [...(wiring.get(node.id)?.values() ?? [])].flatMap(({ node: id }) => instruments.get(id) ?? []);
      clocks.set(node.id, own === base.timeframe ? base : { timeframe: own, instrument: named ?? null });
      continue;
    }
    const isSource = definition.market !== undefined || Object.keys(definition.inputs).length === 0;
    if (isSource) {
      clocks.set(node.id, definition.constant || definition.instrument ? null : base);
      continue;
    }
    const fed = [...(wiring.get(node.id) ?? [])].map(([port, source]) => ({
      port,
      source,
      clock: clocks.get(source.node) ?? null,
    }));
    const { triggers, protection, cross, probe } = definition;
    const needsBase = [triggers, protection, cross, probe].some((role) => role !== undefined);
    const first = fed.find((input) => input.clock !== null)?.clock ?? (needsBase ? base : null);
    const expected = definition.aligns
      ? null
      : needsBase || fed.some((input) => isSame(input.clock, base))
        ? base
        : first;
    for (const input of fed) {
      if (expected === null || input.clock === null || isSame(input.clock, expected)) continue;
      diagnostics.push(mixed(document, node, { ...input, clock: input.clock }, expected));
    }
    clocks.set(node.id, definition.aligns ? base : expected);
  }
  return clocks;
}

function isSame(a: Clock | null, b: Clock): boolean {
  return a !== null && a.timeframe === b.timeframe && a.instrument === b.instrument;
}

function nameOf({ timeframe, instrument }: Clock): string {
  return instrument === null ? `${timeframe} bars` : `${timeframe} bars of ${instrument}`;
}

function tooFine(node: ResolvedNode, own: Timeframe, base: Timeframe): Diagnostic {
  return errorDiagnostic(
    "clock.too-fine",
    `${node.definition.meta.title} asks for ${own} bars, but the strategy runs on ${base} bars, from which only longer ones can be built. Choose a longer timeframe, or run the strategy on ${own}.`,
    { path: `${node.path}/params`, nodeId: node.id, expected: `${base} or longer`, received: own },
  );
}

type MixedInput = {
  readonly port: string;
  readonly source: { readonly node: string; readonly port: string };
  readonly clock: Clock;
};

function mixed(document: GraphDocument, node: ResolvedNode, input: MixedInput, expected: Clock): Diagnostic {
  const { title } = node.definition.meta;
  const label = node.definition.inputs[input.port]?.label ?? input.port;
  const patch = alignmentPatch(document, node, input);
  return errorDiagnostic(
    "clock.mixed",
    `${title}, input "${label}": a value of ${nameOf(input.clock)} meets values of ${nameOf(expected)}. Put a "Last closed value" node between them, which shows the ${input.clock.timeframe} value once its bar has closed.`,
    {
      path: node.path,
      nodeId: node.id,
      portId: input.port,
      expected: nameOf(expected),
      received: nameOf(input.clock),
      fixes: patch.length > 0 ? [{ label: 'Insert "Last closed value"', patch }] : [],
    },
  );
}

/** The patch that puts an alignment node into the connection; none inside a block, whose edges are not the document's. */
function alignmentPatch(document: GraphDocument, node: ResolvedNode, { port, source }: MixedInput): Patch[] {
  const at = document.edges.findIndex((edge) => edge.to.node === node.id && edge.to.port === port);
  if (at < 0) return [];
  const taken = new Set(document.nodes.map((other) => other.id));
  let id = `${source.node}-closed`;
  for (let rank = 2; taken.has(id); rank++) id = `${source.node}-closed-${rank}`;
  const isCondition = node.definition.inputs[port]?.type !== "number";
  const kind = isCondition ? "market.last-closed-condition" : "market.last-closed";
  const output = isCondition ? "result" : "value";
  const [from, to] = [document.ui.nodes[source.node], document.ui.nodes[node.id]];
  const place = { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 + 96 };
  return [
    { op: "add", path: "/nodes/-", value: { id, kind, version: 1, params: {} } },
    {
      op: "set",
      path: `/edges/${at}`,
      value: { from: { node: source.node, port: source.port }, to: { node: id, port: "source" } },
    },
    { op: "add", path: "/edges/-", value: { from: { node: id, port: output }, to: { node: node.id, port } } },
    { op: "set", path: `/ui/nodes/${id}`, value: place },
  ];
}
