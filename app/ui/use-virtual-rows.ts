"use client";
import { type UIEvent, useState } from "react";

type VirtualRows = {
  readonly from: number;
  readonly to: number;
  /** Pixels to leave blank above and below the rendered rows. */
  readonly before: number;
  readonly after: number;
  readonly onScroll: (scroll: UIEvent<HTMLElement>) => void;
};

/** Returns which rows of a long list to render: those in view and some around. Heights are in pixels. */
export function useVirtualRows(count: number, rowHeight: number, viewHeight: number): VirtualRows {
  const [top, setTop] = useState(0);
  const spare = 8;
  const lastStart = Math.max(0, count - Math.ceil(viewHeight / rowHeight));
  const first = Math.min(Math.floor(top / rowHeight), lastStart);
  const from = Math.max(0, first - spare);
  const to = Math.min(count, first + Math.ceil(viewHeight / rowHeight) + spare);
  return {
    from,
    to,
    before: from * rowHeight,
    after: (count - to) * rowHeight,
    onScroll: (scroll) => setTop(scroll.currentTarget.scrollTop),
  };
}
