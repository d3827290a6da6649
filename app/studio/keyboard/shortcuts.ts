/** Every action of the studio that has a key, in the order in which the help shows them. */
export const shortcuts = [
  { id: "quick-add", keys: ["Tab", "Shift+A"], label: "Add a block at the pointer" },
  { id: "search", keys: ["/"], label: "Search in the graph" },
  { id: "run", keys: ["Mod+Enter"], label: "Run a backtest", everywhere: true },
  { id: "undo", keys: ["Mod+Z"], label: "Undo", inFields: true },
  { id: "redo", keys: ["Mod+Shift+Z", "Mod+Y"], label: "Redo", inFields: true },
  { id: "copy", keys: ["Mod+C"], label: "Copy" },
  { id: "cut", keys: ["Mod+X"], label: "Cut" },
  { id: "duplicate", keys: ["Mod+D"], label: "Duplicate" },
  { id: "delete", keys: ["Delete", "Backspace"], label: "Delete" },
  { id: "delete-reconnect", keys: ["Mod+Backspace", "Mod+Delete"], label: "Delete and reconnect" },
  { id: "select-all", keys: ["Mod+A"], label: "Select all" },
  { id: "upstream", keys: ["["], label: "Select what feeds the selection" },
  { id: "downstream", keys: ["]"], label: "Select what the selection feeds" },
  { id: "group", keys: ["Mod+G"], label: "Group" },
  { id: "ungroup", keys: ["U"], label: "Ungroup, or take a block apart" },
  { id: "make-block", keys: ["Mod+Shift+G"], label: "Make a block of the selection" },
  { id: "open-block", keys: ["Enter"], label: "Open the block" },
  { id: "note", keys: ["N"], label: "Add a note" },
  { id: "mute", keys: ["M"], label: "Mute or unmute" },
  { id: "bypass", keys: ["B"], label: "Bypass: pass the input through" },
  { id: "collapse", keys: ["C"], label: "Collapse or expand" },
  { id: "rename", keys: ["F2"], label: "Rename the node" },
  { id: "tidy", keys: ["L"], label: "Tidy the layout" },
  { id: "fit-selection", keys: ["F"], label: "Fit the selection" },
  { id: "fit-all", keys: ["."], label: "Fit everything" },
  { id: "zoom-100", keys: ["1"], label: "Zoom to 100 %" },
  { id: "outline", keys: ["O"], label: "Canvas or outline" },
  { id: "nudge-left", keys: ["ArrowLeft"], label: "Move left" },
  { id: "nudge-right", keys: ["ArrowRight"], label: "Move right" },
  { id: "nudge-up", keys: ["ArrowUp"], label: "Move up" },
  { id: "nudge-down", keys: ["ArrowDown"], label: "Move down" },
  { id: "align-left", keys: ["Alt+ArrowLeft"], label: "Align left" },
  { id: "align-right", keys: ["Alt+ArrowRight"], label: "Align right" },
  { id: "align-top", keys: ["Alt+ArrowUp"], label: "Align top" },
  { id: "align-bottom", keys: ["Alt+ArrowDown"], label: "Align bottom" },
  { id: "escape", keys: ["Escape"], label: "Cancel, select nothing, leave the block", inFields: true },
  { id: "help", keys: ["?"], label: "Show these keys" },
] as const satisfies readonly Shortcut[];

export type Shortcut = {
  readonly id: string;
  readonly keys: readonly string[];
  readonly label: string;
  /** Works wherever the focus is. */
  readonly everywhere?: boolean;
  /** Works in the fields of parameters too, whose every keystroke is an edit of the strategy. */
  readonly inFields?: boolean;
};
export type ShortcutId = (typeof shortcuts)[number]["id"];

type Press = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** Returns the name of a key press as the table writes it: "Mod+Shift+Z". Mod is Ctrl, or Command on a Mac. */
export function pressName({ key, ctrlKey, metaKey, shiftKey, altKey }: Press): string {
  const isLetter = key.length === 1;
  const name = isLetter ? key.toUpperCase() : key;
  // A sign such as "?" needs Shift on many keyboards: the sign says it all.
  const shift = shiftKey && (!isLetter || /[A-Z]/.test(name));
  return [ctrlKey || metaKey ? "Mod" : "", altKey ? "Alt" : "", shift ? "Shift" : "", name]
    .filter((part) => part !== "")
    .join("+");
}

const byPress: ReadonlyMap<string, (typeof shortcuts)[number]> = new Map(
  shortcuts.flatMap((shortcut) => shortcut.keys.map((key) => [key, shortcut] as const)),
);

/** Where a key was pressed: on the canvas, in a field of a parameter, or in a text that keeps its own undo. */
export type KeyPlace = "canvas" | "field" | "text";

/** Returns the shortcut behind a key press, or null where it does not count in that place. */
export function shortcutFor(press: Press, place: KeyPlace): ShortcutId | null {
  const found = byPress.get(pressName(press)) ?? null;
  if (found === null || place === "canvas" || "everywhere" in found) return found?.id ?? null;
  return place === "field" && "inFields" in found ? found.id : null;
}
