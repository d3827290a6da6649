/** How a basket shares its capital, in words. */
export const methodWords = {
  given: "by the weights that were given",
  equal: "equally",
  "inverse-volatility": "by inverse volatility",
  "risk-parity": "so that each member carries the same risk",
} as const;
