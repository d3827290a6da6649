import type { GraphDocument, GraphDocumentInput, GraphNode } from "../graph/document.ts";
import { GraphDocument as Schema } from "../graph/document.ts";
import { registry } from "../nodes/registry.ts";

/** A complete strategy to start from. */
export type Template = {
  readonly id: string;
  readonly title: string;
  /** What it does and when it tends to work, in plain words. */
  readonly summary: string;
  readonly tags: readonly string[];
  readonly difficulty: "beginner" | "intermediate" | "advanced";
  readonly document: GraphDocument;
};

type NodeShort = {
  readonly kind: string;
  readonly params?: GraphNode["params"];
  readonly at: readonly [column: number, row: number];
  readonly label?: string;
};

type TemplateShort = Omit<Template, "document"> & {
  readonly universe?: readonly string[];
  readonly settings?: GraphDocumentInput["settings"];
  readonly parameters?: GraphDocumentInput["parameters"];
  readonly nodes: Readonly<Record<string, NodeShort>>;
  /** "node.port > node.port" */
  readonly wires: readonly string[];
};

const COLUMN = 288;
const ROW = 240;

/** Writes a template's document from its short form. */
export function template(short: TemplateShort): Template {
  const { id, title, summary, tags, difficulty } = short;
  const places = Object.entries(short.nodes).map(([node, { at }]) => [node, { x: at[0] * COLUMN, y: at[1] * ROW }]);
  const document = Schema.parse({
    format: "quantloom.graph/1",
    name: title,
    description: summary,
    settings: short.settings,
    universe: short.universe ?? ["SP500"],
    parameters: short.parameters ?? [],
    nodes: Object.entries(short.nodes).map(([node, { kind, params, label }]) => ({
      id: node,
      kind,
      version: registry.get(kind)?.version ?? 1,
      params: params ?? {},
      ...(label === undefined ? {} : { label }),
    })),
    edges: short.wires.map(readWire),
    ui: { nodes: Object.fromEntries(places) },
  });
  return { id, title, summary, tags, difficulty, document };
}

function readWire(text: string) {
  const [from, to] = text.split(" > ").map((end) => {
    const [node, port] = end.split(".");
    return { node, port };
  });
  return { from, to };
}
