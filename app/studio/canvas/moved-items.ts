import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Position } from "../commands/add-node.ts";
import { moveNote } from "../commands/annotate.ts";
import { type Command, sequence } from "../commands/command.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { type FlowNode, groupFlowId, isGraphId } from "../store/flow-model.ts";

/** Returns the one command behind a finished drag: nodes go where they were dropped, a frame takes its nodes along. */
export function movedItems(document: GraphDocument, dragged: readonly FlowNode[]): Command {
  const targets = new Map<string, Position>();
  const commands: Command[] = [];
  for (const item of dragged) {
    if (isGraphId(item.id)) targets.set(item.id, item.position);
    else if (item.type === "note") commands.push(moveNote(item.id.slice("note:".length), item.position));
  }
  for (const item of dragged) {
    const group = document.ui.groups.find((candidate) => groupFlowId(candidate.id) === item.id);
    if (group === undefined) continue;
    const dx = item.position.x - frameCorner(document, group.nodes).x;
    const dy = item.position.y - frameCorner(document, group.nodes).y;
    for (const id of group.nodes) {
      const present = document.ui.nodes[id];
      if (present !== undefined && !targets.has(id)) targets.set(id, { x: present.x + dx, y: present.y + dy });
    }
  }
  if (targets.size > 0) commands.push(moveNodes(targets));
  const only = commands[0];
  return commands.length === 1 && only !== undefined ? only : sequence("Move", commands);
}

function frameCorner(document: GraphDocument, ids: readonly string[]): Position {
  const places = ids.map((id) => document.ui.nodes[id]).filter((place) => place !== undefined);
  return { x: Math.min(...places.map((place) => place.x)) - 24, y: Math.min(...places.map((place) => place.y)) - 56 };
}
