import type { NodeChange } from "@xyflow/react";
import { create } from "zustand";
import type { Position } from "../commands/add-node.ts";
import type { FlowNode } from "../store/flow-model.ts";

type Places = ReadonlyMap<string, Position>;
const none: Places = new Map();

/**
 * Where the nodes are that are being dragged from afar. Outside of the studio's store, since it changes with the pointer: a new
 * list of nodes wakes each of hundreds, and has all of them drawn anew.
 */
export const useLiveDrag = create<{ readonly places: Places }>(() => ({ places: none }));

/**
 * Takes the places of nodes that are under way and returns true; anything else is for the studio's store. That a drag begins and
 * ends is told there, too.
 */
export function takeLive(changes: readonly NodeChange<FlowNode>[], nodes: readonly FlowNode[]): boolean {
  const dragged = new Set(nodes.filter((node) => node.dragging === true).map((node) => node.id));
  const places = new Map<string, Position>();
  for (const change of changes) {
    if (change.type !== "position" || change.dragging !== true || change.position === undefined) return false;
    if (!dragged.has(change.id)) return false;
    places.set(change.id, change.position);
  }
  if (places.size > 0) useLiveDrag.setState({ places });
  return places.size > 0;
}

/** Returns the nodes with the dragged ones where they have been brought: from here on the studio's store knows it. */
export function landLive(nodes: FlowNode[]): FlowNode[] {
  const { places } = useLiveDrag.getState();
  if (places.size === 0) return nodes;
  useLiveDrag.setState({ places: none });
  return withPlaces(nodes, places);
}

export function withPlaces(nodes: readonly FlowNode[], places: Places): FlowNode[] {
  return nodes.map((node) => {
    const position = places.get(node.id);
    return position === undefined ? node : { ...node, position };
  });
}

/** So many parts can be apart from the rest of the drawing before that costs more than to draw them. */
const mostApart = 8;

/** Shifts what is dragged, and the frame around a selection with it, from where it is drawn. */
export function shiftDragged(
  stage: Element,
  nodes: readonly FlowNode[],
  [places, before]: readonly [Places, Places],
): void {
  const flowNodes = new Map(nodes.map((node) => [node.id, node]));
  for (const id of new Set([...before.keys(), ...places.keys()])) {
    const at = flowNodes.get(id)?.position;
    const to = places.get(id);
    const element = stage.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    shift(element, at === undefined || to === undefined ? null : { x: to.x - at.x, y: to.y - at.y }, places.size);
  }
  const [first] = places;
  const at = first === undefined ? undefined : flowNodes.get(first[0])?.position;
  const frame = stage.querySelector<HTMLElement>(".react-flow__nodesselection-rect");
  shift(frame, first === undefined || at === undefined ? null : { x: first[1].x - at.x, y: first[1].y - at.y }, 1);
}

function shift(element: HTMLElement | null, by: Position | null, parts: number): void {
  if (element === null) return;
  element.style.translate = by === null ? "" : `${by.x}px ${by.y}px`;
  if (by !== null && parts <= mostApart) element.dataset["live"] = "";
  else delete element.dataset["live"];
}
