import type { GraphDocument } from "../graph/document.ts";
import { documentRegistry } from "../nodes/document-registry.ts";
import { registry } from "../nodes/registry.ts";
import { inlineBlocks } from "./inline-blocks.ts";
import { ReadingMarks, type ReadingPart } from "./reading-marks.ts";
import { type ResolvedNode, resolveNodes } from "./resolve-nodes.ts";
import { type Wiring, wire } from "./wire.ts";

/** One sentence of the reading, whole and in parts with its numbers, and the node that it is about. */
export type RuleReading = { readonly nodeId: string; readonly text: string; readonly parts: readonly ReadingPart[] };

const MAX_DEPTH = 24;

/** Reads a document aloud: one bracketed sentence for each order and each protection. Unfinished parts read as "...". */
export function explain(document: GraphDocument): RuleReading[] {
  const own = documentRegistry(document, registry);
  const graph = inlineBlocks(document, own, []);
  const nodes = resolveNodes({ document, graph, registry: own, overrides: {} }, []);
  const wiring = wire(graph, nodes, []);
  const readings: RuleReading[] = [];
  for (const node of nodes.values()) {
    const { definition } = node;
    if (!definition.protection && !definition.triggers && !definition.guard) continue;
    const marks = new ReadingMarks();
    const graph = { nodes, wiring, marks };
    const wired = readWired(node, graph);
    const order = write(node, graph, (params) => definition.explain(params, wired));
    const sentence = (marked: string): RuleReading => {
      const parts = marks.split(marked);
      return { nodeId: shownOf(node.id), text: parts.map((part) => part.text).join(""), parts };
    };
    if (definition.protection ?? definition.guard) readings.push(sentence(`${order}.`));
    if (!definition.triggers) continue;
    // a trigger that may stay unwired acts on every bar
    const asked = definition.triggers.filter(
      (port) => !definition.inputs[port]?.optional || wiring.get(node.id)?.has(port),
    );
    const triggers = asked.map((port) => read(node.id, port, graph, 0));
    const verb = triggers.length > 0 ? ` when ${triggers.join(" or ")}` : "";
    readings.push(sentence(`${order}${verb}.`));
  }
  return readings;
}

/** Numbers inside a block belong to the block: they are read, and edited there. */
function write({ id, params }: ResolvedNode, { marks }: Graph, text: (params: Params) => string): string {
  return id.includes("/") ? text(params) : marks.write(id, params, text);
}

/** The node on the canvas: a node inside a block is named "block/inner". */
function shownOf(id: string): string {
  return id.split("/")[0] ?? id;
}

/** What is wired to the inputs that stand for a parameter, such as a size or a distance. */
function readWired({ id, definition }: ResolvedNode, graph: Graph): Record<string, string> {
  const ports = Object.keys(definition.inputs).filter((port) => !definition.triggers?.includes(port));
  const wired = ports.filter((port) => graph.wiring.get(id)?.has(port));
  return Object.fromEntries(wired.map((port) => [port, inBrackets(read(id, port, graph, 0))]));
}

function inBrackets(text: string): string {
  return text.startsWith("(") || !text.includes(" ") ? text : `(${text})`;
}

type Params = Readonly<Record<string, unknown>>;
type Graph = {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly wiring: Wiring;
  readonly marks: ReadingMarks;
};

function read(nodeId: string, port: string, graph: Graph, depth: number): string {
  const source = graph.wiring.get(nodeId)?.get(port);
  if (!source || depth > MAX_DEPTH) return "...";
  const node = graph.nodes.get(source.node);
  if (!node) return "...";
  const { definition } = node;
  const wired = Object.keys(definition.inputs).filter((input) => graph.wiring.get(node.id)?.has(input));
  const manyOutputs = Object.keys(definition.outputs).length > 1;
  const output = definition.outputs[source.port];
  const says = (text: (params: Params) => string): string => write(node, graph, text);
  // what happens is told by the whole node ("on bar 1 of each month"), a value of several by its name ("close")
  if (wired.length === 0 && manyOutputs && output?.type === "number") {
    const label = output.label.toLowerCase();
    const { clock, phrase } = definition;
    return clock ? `${says((p) => phrase?.(p, [], source.port) ?? clock(p))} ${label}` : label;
  }
  const { phrase } = definition;
  if (wired.length === 0 && manyOutputs && phrase) return says((p) => phrase(p, [], source.port));
  if (wired.length === 0) return says((p) => definition.explain(p));
  const parts = wired.map((input) => read(node.id, input, graph, depth + 1));
  if (phrase) return `(${says((p) => phrase(p, parts, source.port))})`;
  const named = says((p) => definition.explain(p));
  const label = output?.label.toLowerCase() ?? "";
  return `${!manyOutputs || isSaid(node, label) ? named : `${named} ${label}`} of ${parts.join(", ")}`;
}

/** The "ATR" of "ATR 14" needs no second name, unless the words name several outputs. */
function isSaid({ definition, params }: ResolvedNode, label: string): boolean {
  const words = definition.explain(params).toLowerCase().split(" ");
  const labels = Object.values(definition.outputs).map((output) => output.label.toLowerCase());
  return words.includes(label) && labels.filter((one) => words.includes(one)).length === 1;
}
