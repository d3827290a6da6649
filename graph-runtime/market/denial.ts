/** Why an order was denied. A run may deny tens of thousands of orders of which nobody reads, so the words may wait. */
export type Denial = string | (() => string);

export function wordsOf(denial: Denial): string {
  return typeof denial === "function" ? denial() : denial;
}
