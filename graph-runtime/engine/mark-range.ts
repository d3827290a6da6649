import type { CloseRows } from "./close-rows.ts";
import type { Lane } from "./lane.ts";
import type { Ledger } from "./ledger.ts";

export type MarkTask = {
  readonly lanes: readonly Lane[];
  readonly closes: CloseRows;
  readonly ledger: Ledger;
  readonly from: number;
  readonly to: number;
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
};

/** Marks bars on which no order can fill and nothing is to be decided. Returns the first bar on which equity is gone, else `to`. */
export function markRange(task: MarkTask): number {
  const { lanes, closes, ledger, from, to, equity, exposure } = task;
  if (!ledger.holdsAny()) return markFlat(task);
  if (lanes.length === 1) return markOne(task);
  for (let i = from; i < to; i++) {
    closes.mark(i, ledger.mark);
    const net = ledger.netValue();
    const total = ledger.cash + net;
    if (total <= 0) return i;
    equity[i] = total;
    exposure[i] = net === 0 ? 0 : net / total;
  }
  return to;
}

function markFlat({ lanes, ledger, from, to, equity }: MarkTask): number {
  if (ledger.cash <= 0) return from;
  equity.fill(ledger.cash, from, to);
  for (let lane = 0; lane < lanes.length; lane++) {
    const { close } = lanes[lane]!.market;
    for (let i = to - 1; i >= from; i--) {
      if (Number.isNaN(close[i]!)) continue;
      ledger.mark[lane] = close[i]!;
      break;
    }
  }
  return to;
}

function markOne({ lanes, ledger, from, to, equity, exposure }: MarkTask): number {
  const { close } = lanes[0]!.market;
  const { cash } = ledger;
  const quantity = ledger.quantity[0]!;
  const multiplier = ledger.multiplier[0]!;
  let mark = ledger.mark[0]!;
  for (let i = from; i < to; i++) {
    const price = close[i]!;
    if (!Number.isNaN(price)) mark = price;
    const value = quantity * mark * multiplier;
    const total = cash + value;
    if (total <= 0) {
      ledger.mark[0] = mark;
      return i;
    }
    equity[i] = total;
    exposure[i] = value / total;
  }
  ledger.mark[0] = mark;
  return to;
}
