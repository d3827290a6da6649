"use client";
import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { readColor } from "@/app/theme/read-color.ts";
import { useTheme } from "@/app/theme/use-theme.ts";
import { familyOf } from "../store/definitions.ts";
import { isGraphId } from "../store/flow-model.ts";
import { useMoving, useStudio } from "../store/StudioContext.tsx";
import { familyColor } from "./FamilyIcon.tsx";
import { boundsOf } from "./first-view.ts";

const width = 152;
const height = 100;

/** A map of the graph: drawn once per change on a canvas, so that panning moves a frame over it and draws nothing. */
export function CanvasMap() {
  const nodes = useMoving((state) => state.flowNodes);
  const document = useStudio((state) => state.document);
  const { resolved } = useTheme();
  const flow = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const bounds = useMemo(() => boundsOf(nodes), [nodes]);
  const scale = Math.min(width / (bounds.width * 1.1), height / (bounds.height * 1.1));
  const left = bounds.x - (width / scale - bounds.width) / 2;
  const top = bounds.y - (height / scale - bounds.height) / 2;

  // External system: the canvas, and the colours of the theme.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme changes the colours that are read
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element == null || context == null) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = width * ratio;
    element.height = height * ratio;
    context.scale(ratio * scale, ratio * scale);
    context.translate(-left, -top);
    const colors = new Map<string, string>();
    for (const { id, position, hidden, ...node } of nodes) {
      if (hidden === true) continue;
      const token = isGraphId(id) ? familyColor(familyOf(document, id)) : "var(--color-active)";
      const name = token.slice("var(".length, -1);
      const color = colors.get(name) ?? readColor(element.parentElement ?? element, name);
      colors.set(name, color);
      context.fillStyle = color;
      const size = {
        width: node.width ?? node.measured?.width ?? 0,
        height: node.height ?? node.measured?.height ?? 0,
      };
      context.fillRect(position.x, position.y, size.width, size.height);
    }
  }, [nodes, document, scale, left, top, resolved]);

  const go = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = left + (event.clientX - box.left) / scale;
    const y = top + (event.clientY - box.top) / scale;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <Panel position="bottom-right" className="studio-minimap">
      <div
        role="img"
        aria-label="Map of the graph"
        className="nopan nowheel size-full"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
        }}
        onWheel={(event) => void flow.zoomTo(flow.getZoom() * (event.deltaY > 0 ? 1 / 1.2 : 1.2))}
      >
        <canvas ref={canvas} style={{ width, height }} />
        <ViewFrame scale={scale} left={left} top={top} />
      </div>
    </Panel>
  );
}

type ViewFrameProps = { readonly scale: number; readonly left: number; readonly top: number };

/** The part of the graph that is in view. */
function ViewFrame({ scale, left, top }: ViewFrameProps) {
  const transform = useStore((state) => state.transform);
  const size = useStore((state) => `${state.width},${state.height}`);
  const [x, y, zoom] = transform;
  const [across = 0, down = 0] = size.split(",").map(Number);
  const k = scale / zoom;
  return (
    <div
      className="minimap-view"
      style={{
        width: across * k,
        height: down * k,
        transform: `translate(${(-x / zoom - left) * scale}px, ${(-y / zoom - top) * scale}px)`,
      }}
    />
  );
}
