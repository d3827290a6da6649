import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { addNode } from "../commands/add-node.ts";
import { type Command, type PortRef, sequence } from "../commands/command.ts";
import { connect } from "../commands/connect.ts";
import type { Kind } from "../kinds/kind.ts";
import { fallbackPosition } from "../store/flow-model.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { bestInput, bestOutput, newNode, withNode } from "./fit.ts";
import { freePlace } from "./insert-kind.ts";

type Between = { readonly from: PortRef; readonly to: PortRef; readonly between: Kind };

/** Returns the one command that puts a node between an output and an input that do not fit by themselves; null where it fits neither. */
export function insertBetween(
  document: GraphDocument,
  { from, to, between }: Between,
): { readonly command: Command; readonly id: string } | null {
  const node = newNode(document, between);
  const next = withNode(document, node);
  const input = bestInput(next, from, node.id);
  const output = bestOutput(next, node.id, to);
  if (input === null || output === null) return null;
  const [start, end] = [from, to].map(
    ({ node: id }) => document.ui.nodes[id] ?? fallbackPosition(document.nodes.findIndex((other) => other.id === id)),
  );
  const middle = { x: ((start?.x ?? 0) + (end?.x ?? 0)) / 2, y: ((start?.y ?? 0) + (end?.y ?? 0)) / 2 };
  // Where the two stand close, the node goes below them.
  const isTight = Math.abs((end?.x ?? 0) - (start?.x ?? 0)) < 2 * nodeWidth;
  const place = freePlace(document, isTight ? { x: middle.x, y: Math.max(start?.y ?? 0, end?.y ?? 0) + 160 } : middle);
  return {
    id: node.id,
    command: sequence(`Insert ${between.meta.title}`, [
      addNode(node, place),
      connect(from, input),
      connect(output, to),
    ]),
  };
}
