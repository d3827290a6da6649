"use client";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { Plus, Spline, X } from "lucide-react";
import { memo, useState } from "react";
import { scopePrefix } from "../blocks/scope.ts";
import type { Position } from "../commands/add-node.ts";
import { addBend } from "../commands/bend-edge.ts";
import { disconnect } from "../commands/connect.ts";
import { useScrub } from "../scrub/scrub-store.ts";
import { portTypeOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import type { FlowEdge } from "../store/flow-model.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { canJoin } from "../wiring/can-join.ts";
import { BendDot } from "./BendDot.tsx";
import { edgePath } from "./edge-path.ts";
import { edgeWidth, portColor } from "./port-color.ts";

/** An edge in the colour of what flows along it; an implicit conversion is written on it. */
export const TypedEdge = memo(function TypedEdge(props: EdgeProps<FlowEdge>) {
  const { id, selected } = props;
  const store = useStudioStore();
  // What a folded group hides keeps its own ends in the document.
  const from = useStudio((state) => indexOf(state.document).edges.get(id)?.from);
  const type = useStudio((state) => (from === undefined ? null : portTypeOf(state.document, from, "source")));
  const conversion = useStudio((state) => conversionOf(state.document, id));
  const value = useStudio((state) => `${scopePrefix(state.scope)}${from?.node}.${from?.port}`);
  const lit = useScrub((state) => (type === "boolean" || type === "event") && state.values.get(value) === 1);
  const bends = useStudio((state) => state.document.ui.bends?.[id] ?? noBends);
  const [dragged, setDragged] = useState<{ readonly order: number; readonly at: Position } | null>(null);
  const points = dragged === null ? bends : bends.map((point, order) => (order === dragged.order ? dragged.at : point));
  const { path, x, y } = edgePath({ x: props.sourceX - toPort, y: props.sourceY }, points, {
    x: props.targetX + toPort,
    y: props.targetY,
  });
  const color = portColor(type);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={20}
        className="typed-edge"
        style={{
          stroke: color,
          // The width is a variable, so that hovering can widen the edge in the style sheet.
          ["--edge-width" as string]: `${edgeWidth(type) + (selected === true || lit ? 1 : 0)}px`,
          ...(type === "event" ? { strokeDasharray: "6 4" } : {}),
          ...(lit ? { filter: "drop-shadow(0 0 4px currentColor)", color } : {}),
        }}
      />
      {points.length === 0 ? null : (
        <EdgeLabelRenderer>
          {points.map((point, order) => (
            <BendDot
              // biome-ignore lint/suspicious/noArrayIndexKey: a dot is known by its place along the edge
              key={order}
              edge={id}
              order={order}
              at={point}
              color={color}
              onDrag={(at) => setDragged(at === null ? null : { order, at })}
            />
          ))}
        </EdgeLabelRenderer>
      )}
      {conversion === null && selected !== true ? null : (
        <EdgeLabelRenderer>
          <div
            className="edge-chip nodrag nopan"
            // The tools stand above the edge, so that they hide neither its reroute dot nor the ports of a short edge.
            style={{
              transform: `translate(-50%, ${selected ? "calc(-100% - 14px)" : "-50%"}) translate(${x}px, ${y}px)`,
            }}
          >
            {conversion === null ? null : (
              <span className="edge-conversion" title={conversionTexts[conversion]}>
                <svg
                  width="14"
                  height="12"
                  viewBox="0 0 14 12"
                  role="img"
                  aria-label={conversionTexts[conversion] ?? conversion}
                >
                  <path d="M1 10h5V2h7" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
                </svg>
              </span>
            )}
            {selected === true ? (
              <>
                <button
                  type="button"
                  aria-label="Insert a node into this edge"
                  onClick={(event) =>
                    store.getState().openQuickAdd({
                      screen: { x: event.clientX, y: event.clientY },
                      flow: { x: x - 108, y: y - 48 },
                      edge: id,
                    })
                  }
                >
                  <Plus size={14} />
                </button>
                <button
                  type="button"
                  aria-label="Add a reroute dot to this edge"
                  onClick={() => store.getState().dispatch(addBend(id, Math.ceil(bends.length / 2), { x, y }))}
                >
                  <Spline size={13} />
                </button>
                <button
                  type="button"
                  aria-label={`Remove the edge from ${props.source} to ${props.target}`}
                  onClick={() => store.getState().dispatch(disconnect(new Set([id])))}
                >
                  <X size={14} />
                </button>
              </>
            ) : null}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

// React Flow ends an edge at the rim of a port's hit area; the port itself is in its middle.
const toPort = 12;
const noBends: readonly Position[] = [];

const conversionTexts: Readonly<Record<string, string>> = {
  edge: "The condition becomes an event: it fires on the bar where it turns from false to true.",
};

const conversions = new WeakMap<object, string | null>();

/** The conversion of an edge depends on its two ports alone, so it is judged once per edge. */
function conversionOf(document: Parameters<typeof indexOf>[0], id: string): string | null {
  const edge = indexOf(document).edges.get(id);
  if (edge === undefined) return null;
  const known = conversions.get(edge);
  if (known !== undefined) return known;
  const verdict = canJoin({ ...document, edges: document.edges.filter((other) => other !== edge) }, edge.from, edge.to);
  const conversion = verdict.allowed ? (verdict.conversion ?? null) : null;
  conversions.set(edge, conversion);
  return conversion;
}
