"use client";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Kind } from "../kinds/kind.ts";
import { useKindWords } from "../kinds/kind-words.ts";
import { groupKinds, type KindGroup, kindsFor, type PaletteFilter } from "./catalogue.ts";
import { usePaletteMemory } from "./palette-memory.ts";

type KindSearch = {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly groups: readonly KindGroup[];
  readonly active: number;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** The state behind a palette's search field: what is found, and which item Enter takes. */
export function useKindSearch(
  filter: PaletteFilter | null,
  onChoose: (definition: Kind) => void,
  startActive: number,
): KindSearch {
  const [query, setText] = useState("");
  const [active, setActive] = useState(startActive);
  const favourites = usePaletteMemory((state) => state.favourites);
  const recent = usePaletteMemory((state) => state.recent);
  const kinds = useMemo(() => kindsFor(filter), [filter]);
  const words = useKindWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words that are searched may come after the first letters were typed
  const groups = useMemo(
    () => groupKinds(query, kinds, { favourites, recent }),
    [query, kinds, favourites, recent, words],
  );
  const flat = groups.flatMap((group) => group.kinds);
  const at = Math.min(active, flat.length - 1);

  return {
    query,
    setQuery: (next) => {
      setText(next);
      setActive(next.trim() === "" ? startActive : 0);
    },
    groups,
    active: at,
    onKeyDown: (event) => {
      const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      const by = moves[event.key];
      if (by !== undefined && flat.length > 0) {
        event.preventDefault();
        setActive(Math.min(flat.length - 1, Math.max(0, at + by)));
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        const chosen = flat[Math.max(0, at)];
        if (chosen === undefined) return;
        event.preventDefault();
        onChoose(chosen);
      } else if (event.key === "b" && (event.ctrlKey || event.metaKey)) {
        const chosen = flat[Math.max(0, at)];
        if (chosen === undefined) return;
        event.preventDefault();
        usePaletteMemory.getState().toggleFavourite(chosen.kind);
      }
    },
  };
}
