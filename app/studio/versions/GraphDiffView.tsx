"use client";
import { Maximize, Minus, Plus } from "lucide-react";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { useAnswer } from "../asking/use-answer.ts";
import { edgePath } from "../canvas/edge-path.ts";
import { familyColor } from "../canvas/FamilyIcon.tsx";
import { portColor } from "../canvas/port-color.ts";
import { type DiffNode, diffGraphs, type Fate, type GraphDiff } from "./graph-diff.ts";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const signs: Readonly<Record<Fate, string>> = { same: "", added: "+", removed: "−", changed: "~" };
const words: Readonly<Record<Fate, string>> = { same: "", added: "added", removed: "removed", changed: "changed" };

/** Two versions of a graph drawn over each other: added, removed and changed nodes and edges stand out from the rest. */
export function GraphDiffView({ before, after }: { readonly before: GraphDocument; readonly after: GraphDocument }) {
  const readings = useAnswer(
    useMemo(() => ({ kind: "summaries", documents: [before, after] }) as const, [before, after]),
  );
  const diff = useMemo(
    () => diffGraphs(before, after, [readings?.[0] ?? new Map(), readings?.[1] ?? new Map()]),
    [before, after, readings],
  );
  const whole = useMemo(() => boxAround(diff.nodes), [diff]);
  const [seen, setSeen] = useState<Box | null>(null);
  const box = seen ?? whole;
  const svg = useRef<SVGSVGElement>(null);
  const grip = useRef<{ readonly x: number; readonly y: number; readonly box: Box } | null>(null);
  const zoom = (by: number): void => setSeen(zoomed(box, by));

  // External system: the wheel, which React listens to passively and so could not keep the dialog from scrolling.
  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      setSeen((present) => zoomed(present ?? whole, event.deltaY > 0 ? 1.15 : 1 / 1.15));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [whole]);

  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const start = grip.current;
    if (start === null) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const scale = Math.max(start.box.width / width, start.box.height / height);
    setSeen({
      ...start.box,
      x: start.box.x - (event.clientX - start.x) * scale,
      y: start.box.y - (event.clientY - start.y) * scale,
    });
  };
  const letGo = (): void => {
    grip.current = null;
  };
  return (
    <figure className="diff-view" data-testid="graph-diff">
      <svg
        ref={svg}
        role="img"
        aria-label={summaryOf(diff)}
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = { x: event.clientX, y: event.clientY, box };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      >
        {diff.edges.map((edge) => (
          <path
            key={`${edge.fate}${edge.id}`}
            className="diff-edge"
            data-fate={edge.fate}
            d={edgePath(edge.from, [], edge.to).path}
            stroke={portColor(edge.type)}
          />
        ))}
        {diff.nodes.map((node) => (
          <DiffNodeView key={node.id} node={node} />
        ))}
      </svg>
      <div className="diff-controls">
        <IconButton size="sm" label="Zoom in" onClick={() => zoom(1 / 1.3)}>
          <Plus size={14} />
        </IconButton>
        <IconButton size="sm" label="Zoom out" onClick={() => zoom(1.3)}>
          <Minus size={14} />
        </IconButton>
        <IconButton size="sm" label="Show everything" onClick={() => setSeen(null)}>
          <Maximize size={14} />
        </IconButton>
      </div>
      <figcaption className="diff-legend">
        {(["added", "removed", "changed"] as const).map((fate) => (
          <span key={fate} data-fate={fate}>
            <b>{signs[fate]}</b> {diff.nodes.filter((node) => node.fate === fate).length} {words[fate]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function DiffNodeView({ node }: { readonly node: DiffNode }) {
  const { fate, width, height } = node;
  return (
    <g
      className="diff-node"
      data-fate={fate}
      data-testid={`diff-${node.id}`}
      transform={`translate(${node.x} ${node.y})`}
    >
      <title>{`${node.title}${fate === "same" ? "" : `: ${words[fate]}`}`}</title>
      <rect className="diff-box" width={width} height={height} rx={8} />
      <rect width={width - 16} x={8} height={3} fill={familyColor(node.family)} />
      <text className="diff-title" x={12} y={24}>
        {shortened(node.title, fate === "same" ? 28 : 24)}
      </text>
      <text className="diff-summary" x={12} y={42}>
        {shortened(node.summary, 36)}
      </text>
      {node.summaryBefore === null || node.summaryBefore === node.summary ? null : (
        <text className="diff-before" x={12} y={60}>
          {shortened(node.summaryBefore, 36)}
        </text>
      )}
      {fate === "same" ? null : (
        <g transform={`translate(${width - 4} 4)`}>
          <circle className="diff-sign" r={13} />
          <text className="diff-sign-text" y={5}>
            {signs[fate]}
          </text>
        </g>
      )}
    </g>
  );
}

function summaryOf({ nodes, edges }: GraphDiff): string {
  const count = (fate: Fate): string =>
    `${nodes.filter((node) => node.fate === fate).length} nodes and ${edges.filter((edge) => edge.fate === fate).length} edges ${words[fate]}`;
  return `${count("added")}, ${count("removed")}, ${nodes.filter((node) => node.fate === "changed").length} nodes changed`;
}

function boxAround(nodes: readonly DiffNode[]): Box {
  if (nodes.length === 0) return { x: 0, y: 0, width: 640, height: 320 };
  const margin = 40;
  const left = Math.min(...nodes.map((node) => node.x)) - margin;
  const top = Math.min(...nodes.map((node) => node.y)) - margin;
  return {
    x: left,
    y: top,
    width: Math.max(...nodes.map((node) => node.x + node.width)) + margin - left,
    height: Math.max(...nodes.map((node) => node.y + node.height)) + margin - top,
  };
}

function zoomed(box: Box, by: number): Box {
  const [width, height] = [box.width * by, box.height * by];
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
