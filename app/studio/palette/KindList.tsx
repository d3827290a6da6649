"use client";
import { Star } from "lucide-react";
import { type PointerEvent, useEffect, useRef } from "react";
import { cx } from "@/app/ui/cx.ts";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import type { Kind } from "../kinds/kind.ts";
import { wordsOf } from "../kinds/kind-words.ts";
import type { KindGroup } from "./catalogue.ts";
import { usePaletteMemory } from "./palette-memory.ts";

type KindListProps = {
  readonly id: string;
  readonly groups: readonly KindGroup[];
  /** Index of the item that Enter takes, counted over all groups. */
  readonly active: number;
  readonly onChoose: (definition: Kind) => void;
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>, definition: Kind) => void;
  readonly testIdPrefix: string;
};

/** The kinds as a list box; the search field above it holds the focus and moves the active item. */
export function KindList({ id, groups, active, onChoose, onPointerDown, testIdPrefix }: KindListProps) {
  const favourites = usePaletteMemory((state) => state.favourites);
  const toggle = usePaletteMemory((state) => state.toggleFavourite);
  const list = useRef<HTMLDivElement>(null);
  // External system: the scroll position of the list follows the active item.
  useEffect(() => {
    if (active >= 0) list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  let index = -1;
  const seen = new Set<string>();
  return (
    <div ref={list} id={id} role="listbox" aria-label="Blocks" className="kind-list">
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
        <div key={group.id} role="group" aria-label={group.title}>
          <div className="kind-group-title" aria-hidden="true">
            {group.title}
          </div>
          {group.kinds.map((definition) => {
            index += 1;
            const { kind, meta } = definition;
            const { summary } = wordsOf(definition);
            const isFirst = !seen.has(kind);
            seen.add(kind);
            const isFavourite = favourites.includes(kind);
            return (
              <div key={`${group.id}:${kind}`} className="kind-row" role="presentation" data-index={index}>
                <button
                  type="button"
                  tabIndex={-1}
                  role="option"
                  id={`${id}-${index}`}
                  aria-selected={index === active}
                  data-testid={isFirst ? `${testIdPrefix}-${kind}` : undefined}
                  title={summary}
                  className={cx("kind-item", index === active && "is-active")}
                  onClick={() => onChoose(definition)}
                  onPointerDown={onPointerDown === undefined ? undefined : (event) => onPointerDown(event, definition)}
                >
                  <FamilyIcon family={meta.family} />
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{meta.title}</span>
                    <span className="block truncate text-2xs text-faint leading-4">{summary}</span>
                  </span>
                </button>
                <button
                  type="button"
                  tabIndex={-1}
                  className="kind-star"
                  // An option holds no button for screen readers; in the search field Ctrl+B does the same.
                  aria-hidden="true"
                  title={isFavourite ? "Remove from favourites (Ctrl+B)" : "Add to favourites (Ctrl+B)"}
                  data-favourite={isFavourite || undefined}
                  onClick={() => toggle(kind)}
                >
                  <Star size={13} fill={isFavourite ? "currentColor" : "none"} />
                </button>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
