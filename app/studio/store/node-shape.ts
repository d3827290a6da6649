import { type NodeHandle, Position } from "@xyflow/react";
import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { isShown as isFieldShown, primaryFields } from "../kinds/param-field.ts";
import { definitionOf } from "./definitions.ts";
import { type ShownPorts, shownPortsOf } from "./shown-ports.ts";

/** How large a node is and where its ports are, in pixels at full size. */
export type NodeShape = { readonly width: number; readonly height: number; readonly handles: NodeHandle[] };

export const nodeWidth = 216;
// The measures of styles/node.css; a browser test compares them with what is drawn.
const border = 1;
const header = 32;
const summary = 18;
const row = 24;
const port = 24;

const known = new WeakMap<ShownPorts, Map<number, NodeShape>>();

/**
 * Returns the shape of a node by arithmetic. Knowing it beforehand, a canvas fits a graph before it has drawn it, draws
 * far nodes without their ports, and leaves out what is not in view.
 */
export function nodeShapeOf(document: GraphDocument, node: GraphNode): NodeShape {
  const ports = shownPortsOf(document, node);
  const top = portsTop(document, node);
  const byTop = known.get(ports) ?? new Map<number, NodeShape>();
  known.set(ports, byTop);
  const present = byTop.get(top);
  if (present !== undefined) return present;
  const shape = shapeWith(ports, top);
  byTop.set(top, shape);
  return shape;
}

/** Returns how far down the list of ports begins: under the header, the reading, and the fields that are edited on the node. */
function portsTop(document: GraphDocument, node: GraphNode): number {
  if (document.ui.nodes[node.id]?.collapsed === true) return border + header;
  const fields = primaryFields(definitionOf(node, document)?.fields ?? []);
  const above = border + header + summary;
  if (fields.length === 0) return above;
  const shown = fields.filter((field) => isFieldShown(field, node.params)).length;
  return above + border + 12 + shown * row + Math.max(0, shown - 1) * 4;
}

function shapeWith({ inputs, outputs }: ShownPorts, top: number): NodeShape {
  const rows = Math.max(inputs.length, outputs.length);
  const first = top + border + 4;
  const place = (order: number) => ({ y: first + order * row + (row - port) / 2, width: port, height: port });
  return {
    width: nodeWidth,
    height: rows === 0 ? top + border : first + rows * row + 6 + border,
    handles: [
      ...inputs.map(
        ({ id }, order): NodeHandle => ({
          ...place(order),
          id,
          type: "target",
          position: Position.Left,
          x: border - port / 2,
        }),
      ),
      ...outputs.map(
        ({ id }, order): NodeHandle => ({
          ...place(order),
          id,
          type: "source",
          position: Position.Right,
          x: nodeWidth - border - port / 2,
        }),
      ),
    ],
  };
}
