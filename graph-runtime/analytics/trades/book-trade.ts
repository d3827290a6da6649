import type { BarColumns } from "../../market/bars.ts";
import { rateAt } from "../../market/conversion-rates.ts";
import type { OrderLog } from "../../market/order-log.ts";
import type { Lane } from "../run-result.ts";
import { measureExcursion } from "./excursion.ts";
import type { ExitFinder } from "./initial-risk.ts";
import type { TradeEvents } from "./trade-events.ts";
import type { TradeTable } from "./trade-table.ts";

/** Reused from trade to trade. */
const found = new Float64Array(2);

/** Writes one trade, given by its fills, as the next row of the table. */
export function bookTrade(
  table: TradeTable,
  events: TradeEvents,
  trade: {
    readonly lane: Lane;
    /** The lane's bars in the units of the events, which are those of its last bar, and in the account's currency. */
    readonly bars: BarColumns;
    /** Units of the last bar for one unit at an instant: 1 without splits. */
    factorAt(time: number): number;
    readonly laneIndex: number;
    readonly sign: 1 | -1;
    readonly isOpen: boolean;
    readonly lastBar: number;
    readonly orders: OrderLog;
    readonly exits: ExitFinder;
  },
): void {
  const { bars, sign, isOpen } = trade;
  const { multiplier } = trade.lane.instrument;
  const { close } = bars;
  if (events.count === 0) return;
  const { fills } = events;
  const first = events.row[0] as number;
  const last = events.row[events.count - 1] as number;
  let quantity = 0;
  let entryMoney = 0;
  let left = 0;
  let exitMoney = 0;
  let fees = 0;
  for (let k = 0; k < events.count; k++) {
    const units = events.units[k] as number;
    fees += events.fee[k] as number;
    if (units > 0) {
      quantity += units;
      entryMoney += units * (events.price[k] as number);
    } else {
      left -= units;
      exitMoney -= units * (events.price[k] as number);
    }
  }
  const exitValue = exitMoney * multiplier;
  if (isOpen) exitMoney += (quantity - left) * (close[close.length - 1] as number);
  measureExcursion(events, bars, { sign, last: isOpen ? close.length - 1 : -1, found });
  // Shown in the units at the trade's end; a stop is only comparable where no split lies between.
  const factor = isOpen ? 1 : trade.factorAt(fills.time(last));
  const hasSplit = trade.factorAt(fills.time(first)) !== factor;
  const rates = trade.lane.conversion;
  // what a page shows beside the chart is the instrument's own price
  const rate = rates === undefined ? 1 : rateAt(rates, fills.time(first));
  const lastTime = fills.time(last);
  const lastRate = rates === undefined ? 1 : rateAt(rates, isOpen ? (bars.time.at(-1) ?? lastTime) : lastTime);
  const entryPrice = ((entryMoney / quantity) * factor) / rate;
  const grossProfit = sign * (exitMoney - entryMoney) * multiplier;
  const endBar = isOpen ? trade.lastBar : fills.bar(last);
  const search = { lane: trade.laneIndex, sign, entryOrderId: fills.orderId(first), entryPrice, untilBar: endBar };
  const stop = hasSplit ? null : trade.exits.stopOf(search);
  const target = hasSplit ? null : trade.exits.targetOf(search);
  const row = table.addRow();
  const { columns, texts } = table;
  if (!isOpen) table.closedCount++;
  columns.lane[row] = trade.laneIndex;
  columns.sign[row] = sign;
  columns.open[row] = isOpen ? 1 : 0;
  columns.quantity[row] = quantity / factor;
  columns.entryPrice[row] = entryPrice;
  columns.markPrice[row] = ((exitMoney / (isOpen ? quantity : left)) * factor) / lastRate;
  columns.entryValue[row] = entryMoney * multiplier;
  columns.exitValue[row] = exitValue;
  columns.grossProfit[row] = grossProfit;
  columns.fees[row] = fees;
  columns.profit[row] = grossProfit - fees;
  columns.mae[row] = (found[0] as number) * multiplier;
  columns.mfe[row] = (found[1] as number) * multiplier;
  columns.entryBar[row] = fills.bar(first);
  columns.entryTime[row] = fills.time(first);
  columns.lastBar[row] = fills.bar(last);
  columns.lastTime[row] = fills.time(last);
  columns.barsHeld[row] = endBar - fills.bar(first);
  columns.fills[row] = events.count;
  columns.stop[row] = stop === null ? Number.NaN : trade.orders.firstStopPrice(stop);
  columns.lastStop[row] = stop === null ? Number.NaN : trade.orders.stopPrice(stop);
  columns.target[row] = target === null ? Number.NaN : trade.orders.limitPrice(target);
  texts.entryReason.push(fills.reason(first));
  texts.entryNodeId.push(fills.nodeId(first));
  texts.lastReason.push(fills.reason(last));
  texts.lastNodeId.push(fills.nodeId(last));
}
