"use client";
import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTheme } from "../theme/use-theme.ts";
import { IconButton } from "../ui/IconButton.tsx";

type PictureViewerProps = {
  readonly token: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
};

const LARGEST = 2;
const SMALLEST = 0.1;

/** The graph as a picture that is scrolled and zoomed; it fits the page to begin with. */
export function PictureViewer({ token, name, width, height }: PictureViewerProps) {
  const { resolved } = useTheme();
  const frame = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(0);
  const [zoom, setZoom] = useState<number | null>(null);

  // External system: the element's size.
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const fitting = room === 0 ? 1 : Math.min(1, room / width);
  const scale = zoom ?? fitting;
  const change = (factor: number): void => setZoom(Math.min(LARGEST, Math.max(SMALLEST, scale * factor)));
  return (
    <div className="overflow-hidden rounded-lg border">
      <div className="flex items-center justify-end gap-0.5 border-b bg-surface px-2 py-1">
        <span className="figure mr-2 text-faint text-xs">{Math.round(scale * 100)} %</span>
        <IconButton size="sm" label="Smaller" onClick={() => change(1 / 1.25)}>
          <ZoomOut size={14} />
        </IconButton>
        <IconButton size="sm" label="Larger" onClick={() => change(1.25)}>
          <ZoomIn size={14} />
        </IconButton>
        <IconButton size="sm" label="Fit" onClick={() => setZoom(null)}>
          <Maximize2 size={14} />
        </IconButton>
      </div>
      <section
        ref={frame}
        aria-label="Graph"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        className="max-h-[70vh] touch-pan-x touch-pan-y overflow-auto bg-canvas"
        data-testid="shared-graph"
      >
        {room === 0 ? null : (
          // biome-ignore lint/performance/noImgElement: made by our own route for this link; there is nothing to optimise
          <img
            src={`/api/shared/${encodeURIComponent(token)}/picture?theme=${resolved}`}
            alt={`Graph of ${name}; its rules are below in words`}
            width={width * scale}
            height={height * scale}
            className="mx-auto block max-w-none"
          />
        )}
      </section>
    </div>
  );
}
