import type { Lane } from "../run-result.ts";
import { excursionOf } from "./excursion.ts";
import type { TradeGroup } from "./group-fills.ts";
import type { StopFinder } from "./initial-risk.ts";
import type { Trade } from "./trade.ts";
import type { TradeEvent } from "./trade-event.ts";

export type TradeDraft = Omit<Trade, "id"> & { id: number };

/** Turns the fills of one trade into its figures. The rank is set by the caller, who knows the other trades. */
export function buildTrade(
  group: TradeGroup,
  lane: Lane,
  run: {
    readonly laneIndex: number;
    readonly lastBar: number;
    readonly findStop: StopFinder;
    /** Index into the lane's bars of a fill. */
    readonly barOf: (event: TradeEvent) => number;
  },
): TradeDraft {
  const { events, side, open } = group;
  const { multiplier, symbol } = lane.instrument;
  const sign = side === "long" ? 1 : -1;
  const first = events[0] as TradeEvent;
  const last = events[events.length - 1] as TradeEvent;
  let entryQuantity = 0;
  let entryMoney = 0;
  let exitQuantity = 0;
  let exitMoney = 0;
  let fees = 0;
  for (const event of events) {
    fees += event.fee;
    if (event.isEntry) {
      entryQuantity += event.quantity;
      entryMoney += event.quantity * event.price;
    } else {
      exitQuantity += event.quantity;
      exitMoney += event.quantity * event.price;
    }
  }
  const lastLaneBar = lane.bars.close.length - 1;
  if (open) {
    exitMoney += (entryQuantity - exitQuantity) * (lane.bars.close[lastLaneBar] as number);
    exitQuantity = entryQuantity;
  }
  const entryPrice = entryMoney / entryQuantity;
  const markPrice = exitMoney / exitQuantity;
  const entryValue = entryMoney * multiplier;
  const grossProfit = sign * (exitMoney - entryMoney) * multiplier;
  const profit = grossProfit - fees;
  const at = events.map(run.barOf);
  const { adverse, favourable } = excursionOf(events, at, { bars: lane.bars, sign, last: open ? lastLaneBar : -1 });
  const exitBar = open ? null : last.fill.bar;
  const stop = run.findStop({
    lane: run.laneIndex,
    sign,
    entryOrderId: first.fill.orderId,
    entryPrice,
    untilBar: exitBar ?? run.lastBar,
  });
  const risk = stop === null ? null : Math.abs(entryPrice - stop) * entryQuantity * multiplier;
  return {
    id: 0,
    lane: run.laneIndex,
    symbol,
    side,
    open,
    quantity: entryQuantity,
    entryBar: first.fill.bar,
    entryTime: first.fill.time,
    entryPrice,
    exitBar,
    exitTime: open ? null : last.fill.time,
    exitPrice: open ? null : markPrice,
    markPrice,
    entryValue,
    grossProfit,
    fees,
    profit,
    profitReturn: profit / entryValue,
    mae: adverse * multiplier,
    mfe: favourable * multiplier,
    endDrawdown: Math.max(0, favourable * multiplier - grossProfit),
    barsHeld: (exitBar ?? run.lastBar) - first.fill.bar,
    fills: events.length,
    entryReason: first.fill.reason,
    exitReason: open ? null : last.fill.reason,
    entryNodeId: first.fill.nodeId,
    exitNodeId: open ? null : last.fill.nodeId,
    risk,
    rMultiple: risk === null ? null : profit / risk,
  };
}
