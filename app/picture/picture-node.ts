import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { documentRegistry } from "@/graph-runtime/nodes/document-registry.ts";
import type { Family } from "@/graph-runtime/nodes/family.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";

export type PicturePort = {
  readonly id: string;
  readonly label: string;
  readonly type: PortType | null;
  readonly isWired: boolean;
};

/** A node as it is drawn: where it stands, how large it is, and what is written on it. */
export type PictureNode = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly summary: string;
  readonly family: Family | null;
  readonly isMuted: boolean;
  readonly inputs: readonly PicturePort[];
  readonly outputs: readonly PicturePort[];
};

export const nodeWidth = 216;
export const headHeight = 56;
export const rowHeight = 24;

/** Reads the nodes of a document as they are drawn. A kind that is not known keeps its place, its name and its wires. */
export function pictureNodes(document: GraphDocument): PictureNode[] {
  const kinds = documentRegistry(document, registry);
  const ends = (side: "from" | "to", id: string): ReadonlySet<string> =>
    new Set(document.edges.filter((edge) => edge[side].node === id).map((edge) => edge[side].port));
  return document.nodes.map((node, index) => {
    const definition = kinds.get(node.kind, node.version);
    const wiredIn = ends("to", node.id);
    const wiredOut = ends("from", node.id);
    const inputs = definition
      ? Object.entries(definition.inputs)
          .filter(([id, { optional }]) => !optional || wiredIn.has(id))
          .map(([id, { label, type }]) => ({ id, label, type, isWired: wiredIn.has(id) }))
      : unknownPorts(wiredIn);
    const outputs = definition
      ? Object.entries(definition.outputs).map(([id, { label, type }]) => ({
          id,
          label,
          type,
          isWired: wiredOut.has(id),
        }))
      : unknownPorts(wiredOut);
    const place = document.ui.nodes[node.id] ?? { x: (index % 6) * 280, y: Math.floor(index / 6) * 200 };
    return {
      id: node.id,
      x: place.x,
      y: place.y,
      width: nodeWidth,
      height: headHeight + Math.max(1, inputs.length, outputs.length) * rowHeight + 8,
      title: node.label ?? definition?.meta.title ?? node.kind,
      summary: definition ? summaryOf(document, node, definition) : "not known to this version",
      family: definition?.meta.family ?? null,
      isMuted: node.muted === true,
      inputs,
      outputs,
    };
  });
}

function unknownPorts(ids: ReadonlySet<string>): PicturePort[] {
  return [...ids].map((id) => ({ id, label: id, type: null, isWired: true }));
}

type Definition = NonNullable<ReturnType<ReturnType<typeof documentRegistry>["get"]>>;

function summaryOf(document: GraphDocument, node: GraphNode, definition: Definition): string {
  const values = Object.entries(node.params).map(([key, value]) => {
    if (typeof value !== "object" || Array.isArray(value)) return [key, value] as const;
    return [key, document.parameters.find((parameter) => parameter.key === value.$param)?.default] as const;
  });
  const parsed = definition.params.safeParse(Object.fromEntries(values));
  return parsed.success ? definition.explain(parsed.data) : definition.meta.summary;
}
