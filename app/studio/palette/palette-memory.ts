import { create } from "zustand";

type PaletteMemory = {
  readonly favourites: readonly string[];
  readonly recent: readonly string[];
  readonly toggleFavourite: (kind: string) => void;
  readonly used: (kind: string) => void;
  readonly load: () => void;
};

const storageKey = "quantloom.palette";
const recentLength = 8;

/** Favourite and recently used kinds, kept in this browser. */
export const usePaletteMemory = create<PaletteMemory>((set, get) => {
  const keep = (): void => {
    const { favourites, recent } = get();
    try {
      localStorage.setItem(storageKey, JSON.stringify({ favourites, recent }));
    } catch {
      // A full or forbidden storage costs the memory of the palette, nothing else.
    }
  };
  return {
    favourites: [],
    recent: [],
    toggleFavourite: (kind) => {
      const { favourites } = get();
      set({
        favourites: favourites.includes(kind) ? favourites.filter((other) => other !== kind) : [...favourites, kind],
      });
      keep();
    },
    used: (kind) => {
      set({ recent: [kind, ...get().recent.filter((other) => other !== kind)].slice(0, recentLength) });
      keep();
    },
    load: () => {
      try {
        const raw: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
        if (raw === null || typeof raw !== "object") return;
        set({
          favourites: names("favourites" in raw ? raw.favourites : []),
          recent: names("recent" in raw ? raw.recent : []),
        });
      } catch {
        // Not JSON: start afresh.
      }
    },
  };
});

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
