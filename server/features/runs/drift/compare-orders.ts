import type { ComparedOrder } from "../../../db/repositories/run-drift.ts";
import type { OrderDriftDto } from "./drift-dto.ts";

type Comparing = {
  readonly run: readonly ComparedOrder[];
  readonly twin: readonly ComparedOrder[];
  /** An order counts as the same when it was decided within this many milliseconds. */
  readonly within: number;
  /** Returns what the run said of the bar at which the backtest ordered, null where it said nothing. */
  readonly saidAt: (time: number) => string | null;
};

export type OrderComparison = { readonly same: number; readonly differences: readonly OrderDriftDto[] };

const tiny = 1e-8;

/** Pairs the orders of a run with those of its backtest, and says of each that differs why. Differences come in rising order of time. */
export function compareOrders({ run, twin, within, saidAt }: Comparing): OrderComparison {
  const left = new Map<string, ComparedOrder[]>();
  for (const order of run) left.set(keyOf(order), [...(left.get(keyOf(order)) ?? []), order]);
  const differences: { readonly time: number; readonly drift: OrderDriftDto }[] = [];
  let same = 0;
  for (const theirs of twin) {
    const candidates = left.get(keyOf(theirs)) ?? [];
    const at = candidates.findIndex(({ time }) => Math.abs(time - theirs.time) <= within);
    const [ours] = at < 0 ? [undefined] : candidates.splice(at, 1);
    const drift = ours === undefined ? missed(theirs, saidAt) : differs(ours, theirs);
    if (drift === null) same += 1;
    else differences.push({ time: theirs.time, drift });
  }
  for (const ours of [...left.values()].flat()) differences.push({ time: ours.time, drift: added(ours) });
  differences.sort((a, b) => a.time - b.time);
  return { same, differences: differences.map(({ drift }) => drift) };
}

const keyOf = ({ nodeId, symbol, side, role, type }: ComparedOrder): string =>
  [nodeId, symbol, side, role, type].join("|");

function common({ time, symbol, side, role }: ComparedOrder) {
  return { at: new Date(time).toISOString(), symbol, side, role };
}

const sideOf = ({ number, filled, price }: ComparedOrder) => ({ number, quantity: filled, price });

function missed(theirs: ComparedOrder, saidAt: Comparing["saidAt"]): OrderDriftDto | null {
  // what filled nowhere made no difference
  if (theirs.filled === 0) return null;
  const said = saidAt(theirs.time);
  const reason = said ?? "The run held something else at that moment, so it had nothing to do here.";
  return { ...common(theirs), run: null, twin: sideOf(theirs), reason, cost: null };
}

function added(ours: ComparedOrder): OrderDriftDto {
  const reason =
    ours.refused !== null
      ? `It was refused: ${ours.refused}`
      : `The backtest had no such order: ${ours.reason || "it was asked for by hand"}.`;
  return { ...common(ours), run: sideOf(ours), twin: null, reason, cost: null };
}

function differs(ours: ComparedOrder, theirs: ComparedOrder): OrderDriftDto | null {
  const both = { ...common(theirs), run: sideOf(ours), twin: sideOf(theirs) };
  if (Math.abs(ours.filled - theirs.filled) > tiny) return { ...both, reason: whyQuantity(ours, theirs), cost: null };
  if (ours.price === null || theirs.price === null || Math.abs(ours.price - theirs.price) <= tiny) return null;
  const sign = ours.side === "buy" ? 1 : -1;
  const cost = sign * (ours.price - theirs.price) * ours.filled;
  const reason = `Filled at a ${cost > 0 ? "worse" : "better"} price than in the backtest.`;
  return { ...both, reason, cost };
}

function whyQuantity(ours: ComparedOrder, theirs: ComparedOrder): string {
  if (ours.refused !== null) return `It was refused: ${ours.refused}`;
  if (theirs.refused !== null) return `In the backtest it was refused: ${theirs.refused}`;
  if (working.has(ours.status)) return "It has not filled yet.";
  if (ours.filled === 0) return `It ended without a fill (${ours.status}).`;
  if (ours.status !== "filled") return `Only a part of it filled before it ended (${ours.status}).`;
  return "Its size was worked out from another equity.";
}

const working: ReadonlySet<string> = new Set(["created", "submitted", "working", "partially-filled", "unknown"]);
