"use client";
import { Star } from "lucide-react";
import type { PointerEvent } from "react";
import { cx } from "@/app/ui/cx.ts";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import type { Kind } from "../kinds/kind.ts";
import { wordsOf } from "../kinds/kind-words.ts";
import type { KindRow } from "./kind-rows.ts";
import { usePaletteMemory } from "./palette-memory.ts";

type KindItemProps = {
  readonly id: string;
  readonly row: Extract<KindRow, { readonly kind: Kind }>;
  /** Of all kinds in the list, rendered or not. */
  readonly count: number;
  readonly isActive: boolean;
  readonly testId: string | undefined;
  readonly onChoose: (definition: Kind) => void;
  readonly onPointerDown: ((event: PointerEvent<HTMLElement>, definition: Kind) => void) | undefined;
};

/** One kind in the palette, with its star. */
export function KindItem({ id, row, count, isActive, testId, onChoose, onPointerDown }: KindItemProps) {
  const { kind, meta } = row.kind;
  const { summary } = wordsOf(row.kind);
  const isFavourite = usePaletteMemory((state) => state.favourites.includes(kind));
  const toggle = usePaletteMemory((state) => state.toggleFavourite);
  return (
    <div className="kind-row" role="presentation" style={{ top: row.top }}>
      <button
        type="button"
        tabIndex={-1}
        role="option"
        id={id}
        aria-selected={isActive}
        aria-posinset={row.index + 1}
        aria-setsize={count}
        data-testid={testId}
        title={summary}
        className={cx("kind-item", isActive && "is-active")}
        onClick={() => onChoose(row.kind)}
        onPointerDown={onPointerDown === undefined ? undefined : (event) => onPointerDown(event, row.kind)}
      >
        <FamilyIcon family={meta.family} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{meta.title}</span>
          <span className="block h-4 truncate text-2xs text-faint leading-4">{summary}</span>
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
}
