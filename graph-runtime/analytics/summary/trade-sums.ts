import type { FillLog } from "../../market/fill-log.ts";

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
export function sumTrades(fills: FillLog, multipliers: readonly number[]): TradeSums {
  const sums: TradeSums = { trades: 0, wins: 0, won: 0, lost: 0 };
  const state = new Float64Array(multipliers.length * WIDTH);
  for (let row = 0; row < fills.count; row++) {
    const lane = fills.lane(row);
    const at = lane * WIDTH;
    const direction = fills.sign(row);
    const quantity = fills.quantity(row);
    const price = fills.price(row);
    const paid = fills.fee(row);
    const held = state[at] as number;
    const sign = state[at + 4] as number;
    let left = quantity;
    if (held > 0 && direction !== sign) {
      const entered = state[at + 1] as number;
      const isFlat = left >= held - FLAT * entered;
      const reduced = isFlat ? held : left;
      left = isFlat && left - held > FLAT * entered ? left - held : 0;
      const size = left === 0 ? quantity : reduced;
      const fee = size === quantity ? paid : (paid * size) / quantity;
      const cash = (state[at + 2] as number) + sign * size * price;
      const fees = (state[at + 3] as number) + fee;
      if (isFlat) {
        book(sums, cash * (multipliers[lane] as number) - fees);
        state.fill(0, at, at + WIDTH);
      } else {
        state[at] = held - reduced;
        state[at + 2] = cash;
        state[at + 3] = fees;
      }
    }
    if (left > 0) {
      const fee = left === quantity ? paid : (paid * left) / quantity;
      state[at] = (state[at] as number) + left;
      state[at + 1] = (state[at + 1] as number) + left;
      state[at + 2] = (state[at + 2] as number) - direction * left * price;
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
