import type { RiskRule } from "./risk-rule.ts";

/** No position of more lots than allowed, the order included. */
export function maxLots(most: number): RiskRule {
  return (order, { positionLots }) => {
    const after = positionLots + order.lots;
    // a whole number of lots may come out of a division a last bit too large
    return after <= most + 1e-9 ? null : `the position would have ${shown(after)} lots, and ${most} are allowed`;
  };
}

function shown(lots: number): string {
  return String(Number(lots.toFixed(2)));
}
