import type { Instrument } from "../../market/instrument.ts";
import type { OracleOrder } from "./oracle-order.ts";

/** The account as the reference keeps it. */
export type OracleState = {
  cash: number;
  position: number[];
  mark: number[];
  /** Account money for one unit of the instrument's currency. */
  rate: number[];
  /** Of futures: what the units held would cost at the prices up to which they are settled, in the instrument's currency. */
  paid: number[];
  /** What the units held have cost, in the instrument's currency. */
  cost: number[];
  ended: boolean[];
  /** Dividends that are earned and not yet there. */
  due: { payTime: number; amount: number }[];
  orders: OracleOrder[][];
  nextId: number;
};

/** Account money for one point of one unit. */
export function pointOf(state: OracleState, instruments: readonly Instrument[], lane: number): number {
  return instruments[lane]!.multiplier * state.rate[lane]!;
}

/** Cash, what is due, and what the positions are worth; a future is worth what it has gained since it was settled. */
export function equityOf(state: OracleState, instruments: readonly Instrument[]): number {
  let total = state.cash;
  for (const { amount } of state.due) total += amount;
  instruments.forEach(({ settles }, lane) => {
    const units = state.position[lane]!;
    if (units === 0) return;
    const value = units * state.mark[lane]!;
    total += (settles === "daily" ? value - state.paid[lane]! : value) * pointOf(state, instruments, lane);
  });
  return total;
}

export type Trade = { lane: number; units: number; price: number; fee: number };

/** Moves units and money of one trade of signed units; the position itself is set by the caller. */
export function payTrade(
  state: OracleState,
  instruments: readonly Instrument[],
  { lane, units, price, fee }: Trade,
): void {
  const point = pointOf(state, instruments, lane);
  const held = state.position[lane]!;
  state.cash -= fee;
  const isDaily = instruments[lane]!.settles === "daily";
  if (!isDaily) state.cash -= units * price * point;
  const closing = held * units < 0 ? Math.min(Math.abs(held), Math.abs(units)) : 0;
  const share = held === 0 ? 0 : closing / Math.abs(held);
  if (isDaily && closing > 0) state.cash += (Math.sign(held) * closing * price - state.paid[lane]! * share) * point;
  const opened = units + Math.sign(held) * closing;
  state.paid[lane] = state.paid[lane]! * (1 - share) + opened * price;
  state.cost[lane] = state.cost[lane]! * (1 - share) + opened * price;
}
