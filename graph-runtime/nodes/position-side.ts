import { z } from "zod";

/** Positions that a kind acts on, as the sign of their quantity; 0 is either. */
export const SIDES = { any: 0, long: 1, short: -1 } as const;

export function sideParam(label: string) {
  return z.enum(["any", "long", "short"]).default("any").meta({ label, control: "segmented", primary: true });
}

/** Names a position of that side within a sentence. */
export function sideText(side: keyof typeof SIDES): string {
  return side === "any" ? "the open position" : `a ${side} position`;
}
