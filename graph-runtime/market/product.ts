import type { Instrument } from "./instrument.ts";

export const PRODUCTS = ["share", "future", "perpetual"] as const;

/** What kind of thing is traded, as far as its terms tell: a perpetual is settled daily and never expires. */
export type Product = (typeof PRODUCTS)[number];

export function productOf({ settles, expiry }: Pick<Instrument, "settles" | "expiry">): Product {
  if (expiry !== undefined) return "future";
  return settles === "daily" ? "perpetual" : "share";
}
