"use client";
import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Kind } from "../kinds/kind.ts";
import { useKindWords } from "../kinds/kind-words.ts";
import type { KindGroup } from "./catalogue.ts";
import { KindItem } from "./KindItem.tsx";
import { kindRows, rowsWithin, scrollTo, titleAt } from "./kind-rows.ts";

type KindListProps = {
  readonly id: string;
  readonly groups: readonly KindGroup[];
  /** Index of the item that Enter takes, counted over all groups. */
  readonly active: number;
  readonly onChoose: (definition: Kind) => void;
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>, definition: Kind) => void;
  readonly testIdPrefix: string;
};

const firstHeight = 480;

/**
 * The kinds as a list box; the search field above it holds the focus and moves the active item. Only the lines in view are
 * rendered, so that the palette opens at once.
 */
export function KindList({ id, groups, active, onChoose, onPointerDown, testIdPrefix }: KindListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ from: 0, height: firstHeight });
  const { rows, height } = useMemo(() => kindRows(groups), [groups]);
  useKindWords(); // the summaries may come after the list
  // External system: the element's height, which is the window's.
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setView((before) => ({ ...before, height: Math.max(firstHeight, element.clientHeight) })),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // External system: the scroll position of the list follows the active item.
  useEffect(() => {
    const element = list.current;
    const row = rows.find((candidate) => "kind" in candidate && candidate.index === active);
    if (element === null || row === undefined) return;
    element.scrollTop = scrollTo(row, element.scrollTop, element.clientHeight);
  }, [active, rows]);
  const count = groups.reduce((sum, group) => sum + group.kinds.length, 0);
  const shown = rowsWithin(rows, view.from, view.height);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Blocks"
      className="kind-list"
      onScroll={({ currentTarget }) => setView((before) => ({ ...before, from: currentTarget.scrollTop }))}
    >
      <div className="kind-group-title is-kept" aria-hidden="true">
        {titleAt(rows, view.from)}
      </div>
      <div role="presentation" className="kind-rows" style={{ height }}>
        {shown.map((row) =>
          "title" in row ? (
            row.top === 0 ? null : (
              <div key={row.title} className="kind-group-title" aria-hidden="true" style={{ top: row.top }}>
                {row.title}
              </div>
            )
          ) : (
            <KindItem
              key={row.key}
              id={`${id}-${row.index}`}
              row={row}
              count={count}
              isActive={row.index === active}
              testId={row.isFirst ? `${testIdPrefix}-${row.kind.kind}` : undefined}
              onChoose={onChoose}
              onPointerDown={onPointerDown}
            />
          ),
        )}
      </div>
    </div>
  );
}
