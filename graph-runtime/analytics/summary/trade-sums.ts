import type { FillRecord } from "../../market/fill.ts";

/** Sums over trades from flat to flat, net of fees; closed trades only. */
export type TradeSums = {
  trades: number;
  wins: number;
  won: number;
  lost: number;
};

/** Residue of floating-point quantities that counts as flat; the trade list uses the same. */
const FLAT = 1e-9;

/** State of one instrument's position: held units, units entered, cash flow in price x units, fees. */
const WIDTH = 5;

/** Walks the fills once, without building trades. */
export function sumTrades(fills: readonly FillRecord[], multipliers: readonly number[]): TradeSums {
  const sums: TradeSums = { trades: 0, wins: 0, won: 0, lost: 0 };
  const state = new Float64Array(multipliers.length * WIDTH);
  for (const fill of fills) {
    const at = fill.lane * WIDTH;
    const direction = fill.side === "buy" ? 1 : -1;
    const held = state[at] as number;
    const sign = state[at + 4] as number;
    let left = fill.quantity;
    if (held > 0 && direction !== sign) {
      const entered = state[at + 1] as number;
      const isFlat = left >= held - FLAT * entered;
      const reduced = isFlat ? held : left;
      left = isFlat && left - held > FLAT * entered ? left - held : 0;
      const size = left === 0 ? fill.quantity : reduced;
      const fee = size === fill.quantity ? fill.fee : (fill.fee * size) / fill.quantity;
      const cash = (state[at + 2] as number) + sign * size * fill.price;
      const fees = (state[at + 3] as number) + fee;
      if (isFlat) {
        book(sums, cash * (multipliers[fill.lane] as number) - fees);
        state.fill(0, at, at + WIDTH);
      } else {
        state[at] = held - reduced;
        state[at + 2] = cash;
        state[at + 3] = fees;
      }
    }
    if (left > 0) {
      const fee = left === fill.quantity ? fill.fee : (fill.fee * left) / fill.quantity;
      state[at] = (state[at] as number) + left;
      state[at + 1] = (state[at + 1] as number) + left;
      state[at + 2] = (state[at + 2] as number) - direction * left * fill.price;
      state[at + 3] = (state[at + 3] as number) + fee;
      state[at + 4] = direction;
    }
  }
  return sums;
}

function book(sums: TradeSums, profit: number): void {
  sums.trades++;
  if (profit > 0) {
    sums.wins++;
    sums.won += profit;
  } else {
    sums.lost -= profit;
  }
}
