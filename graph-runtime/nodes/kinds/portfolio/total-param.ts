import { z } from "zod";

/** How much of the account all weights together take. */
export const totalParam = () =>
  z.number().min(1).max(400).default(100).meta({ label: "Together", unit: "% of equity", control: "number" });

/** Which way the weights point. */
export const directionParam = () =>
  z.enum(["long", "short"]).default("long").meta({ label: "Direction", control: "segmented" });

export type Weighting = { readonly total: number; readonly direction: "long" | "short" };

export function signedTotal({ total, direction }: Weighting): number {
  return (direction === "long" ? total : -total) / 100;
}

export function readWeighting({ total, direction }: Weighting): string {
  return `${total === 100 ? "" : `, ${total} % of equity together`}${direction === "short" ? ", short" : ""}`;
}
