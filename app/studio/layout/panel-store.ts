import { create } from "zustand";

export type DockTab = "preview" | "gates" | "problems" | "reading" | "listing";
export const studioViews = ["canvas", "outline", "form"] as const;
export type StudioView = (typeof studioViews)[number];

type Panels = {
  readonly isPaletteOpen: boolean;
  readonly isInspectorOpen: boolean;
  readonly isDockOpen: boolean;
  readonly dockTab: DockTab;
  readonly dockHeight: number;
  /** null until the user chooses: the form on a narrow screen, the canvas elsewhere. */
  readonly view: StudioView | null;
  readonly change: (panels: Partial<Omit<Panels, "change" | "load">>) => void;
  readonly load: () => void;
};

const storageKey = "quantloom.panels";

/** Which panels are open and how large, kept in this browser. */
export const usePanels = create<Panels>((set, get) => ({
  isPaletteOpen: true,
  isInspectorOpen: true,
  isDockOpen: true,
  dockTab: "preview",
  dockHeight: 264,
  view: null,
  change: (panels) => {
    set(panels);
    const { change: _change, load: _load, ...kept } = get();
    try {
      localStorage.setItem(storageKey, JSON.stringify(kept));
    } catch {
      // A full or forbidden storage costs the memory of the panels, nothing else.
    }
  },
  load: () => {
    try {
      const raw = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Record<string, unknown>;
      set((state) => ({
        isPaletteOpen: typeof raw["isPaletteOpen"] === "boolean" ? raw["isPaletteOpen"] : state.isPaletteOpen,
        isInspectorOpen: typeof raw["isInspectorOpen"] === "boolean" ? raw["isInspectorOpen"] : state.isInspectorOpen,
        isDockOpen: typeof raw["isDockOpen"] === "boolean" ? raw["isDockOpen"] : state.isDockOpen,
        dockHeight:
          typeof raw["dockHeight"] === "number" ? Math.min(640, Math.max(140, raw["dockHeight"])) : state.dockHeight,
        view: studioViews.find((view) => view === raw["view"]) ?? null,
      }));
    } catch {
      // Not JSON: keep the defaults.
    }
  },
}));
