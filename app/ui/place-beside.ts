export type Side = "top" | "right" | "bottom" | "left";
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
type Size = { readonly width: number; readonly height: number };

const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;
const gap = 6;
const margin = 8;

/** Returns where a box goes beside its anchor: on the wished side, on the opposite one where that lacks the room, inside the window always. */
export function placeBeside(anchor: Box, box: Size, window: Size, side: Side): { left: number; top: number } {
  const room = {
    top: anchor.top,
    bottom: window.height - anchor.top - anchor.height,
    left: anchor.left,
    right: window.width - anchor.left - anchor.width,
  };
  const need = (side === "top" || side === "bottom" ? box.height : box.width) + gap + margin;
  const chosen = room[side] < need && room[opposite[side]] >= need ? opposite[side] : side;
  const middle = {
    left: anchor.left + (anchor.width - box.width) / 2,
    top: anchor.top + (anchor.height - box.height) / 2,
  };
  const wished = {
    top: { left: middle.left, top: anchor.top - box.height - gap },
    bottom: { left: middle.left, top: anchor.top + anchor.height + gap },
    left: { left: anchor.left - box.width - gap, top: middle.top },
    right: { left: anchor.left + anchor.width + gap, top: middle.top },
  }[chosen];
  const within = (value: number, size: number, whole: number) =>
    Math.max(margin, Math.min(value, whole - size - margin));
  return { left: within(wished.left, box.width, window.width), top: within(wished.top, box.height, window.height) };
}
