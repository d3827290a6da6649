import { roundToLot, snapToLot } from "../core/rounding.ts";
import type { Settings } from "../graph/settings.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Side } from "../market/order.ts";
import type { RebalanceIntent } from "../nodes/order-intent.ts";
import type { Ledger } from "./ledger.ts";
import type { DeskMoment } from "./order-desk.ts";
import type { Attachment } from "./working-order.ts";

export type RebalanceMoment = {
  readonly entriesPaused: boolean;
  /** Null for a lane that has no bar at that moment. */
  readonly momentOf: (lane: number) => DeskMoment | null;
  readonly attachmentsOf: (lane: number) => readonly Attachment[];
};

/** What one lane trades: units that close a position or part of it, then units that open or add, all on one side. */
export type RebalanceLeg = {
  readonly lane: number;
  readonly moment: DeskMoment;
  readonly side: Side;
  readonly closing: number;
  readonly opening: number;
};

type Books = { readonly ledger: Ledger; readonly settings: Settings; readonly instruments: readonly Instrument[] };

/** Returns what each lane trades to come to its weight, in order of the lanes. A lane without a bar, or of unknown weight, stays as it is. */
export function rebalanceLegs(intent: RebalanceIntent, { momentOf }: RebalanceMoment, books: Books): RebalanceLeg[] {
  const legs: RebalanceLeg[] = [];
  for (let lane = 0; lane < intent.weights.length; lane++) {
    const weight = intent.weights[lane]!;
    const moment = momentOf(lane);
    if (Number.isNaN(weight) || moment === null) continue;
    const leg = legOf(weight, intent.corridorPercent, moment, books);
    if (leg !== null) legs.push(leg);
  }
  return legs;
}

function legOf(weight: number, corridor: number, moment: DeskMoment, books: Books): RebalanceLeg | null {
  const { lane, close, equity } = moment;
  const { lotSize } = books.instruments[lane]!;
  const multiplier = books.ledger.multiplier[lane]!;
  const unitValue = close * multiplier;
  const held = books.ledger.quantity[lane]!;
  const share = (held * unitValue) / equity;
  // what comes in or goes out trades whatever the corridor
  const isMember = held !== 0 && weight !== 0;
  if (isMember && Math.abs(weight - share) * 100 <= corridor) return null;
  const usable = equity * (1 - books.settings.execution.cashBufferPercent / 100);
  const target = roundToLot((Math.abs(weight) * usable) / unitValue, lotSize) * Math.sign(weight);
  const difference = snapToLot(target - held, lotSize);
  // a wish for less than one lot goes out all the same, and is denied with that reason
  const tooSmall = target === 0 && weight !== 0 && held === 0 ? (Math.abs(weight) * usable) / unitValue : 0;
  if (difference === 0 && tooSmall === 0) return null;
  const closing = held * difference < 0 ? Math.min(Math.abs(held), Math.abs(difference)) : 0;
  const opening = tooSmall > 0 ? tooSmall : snapToLot(Math.abs(difference) - closing, lotSize);
  const isBuy = tooSmall > 0 ? weight > 0 : difference > 0;
  return { lane, moment, side: isBuy ? "buy" : "sell", closing, opening };
}
