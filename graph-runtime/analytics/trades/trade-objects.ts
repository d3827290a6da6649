import { symbolAt } from "../../market/symbol-at.ts";
import type { Lane } from "../run-result.ts";
import type { Trade } from "./trade.ts";
import type { TradeTable } from "./trade-table.ts";

/** Returns the table's rows as objects, for a page or a file. */
export function tradeObjects(table: TradeTable, lanes: readonly Lane[]): Trade[] {
  return Array.from({ length: table.count }, (_, row) => tradeAt(table, lanes, row));
}

function tradeAt({ columns, texts }: TradeTable, lanes: readonly Lane[], row: number): Trade {
  const at = (column: Float64Array): number => column[row] as number;
  const text = (column: readonly string[]): string => column[row] as string;
  const open = at(columns.open) === 1;
  const lane = at(columns.lane);
  const profit = at(columns.profit);
  const entryPrice = at(columns.entryPrice);
  const entryValue = at(columns.entryValue);
  const risk = riskAt({ columns }, row);
  return {
    id: row + 1,
    lane,
    symbol: symbolOf(lanes[lane], at(columns.entryTime)),
    side: at(columns.sign) > 0 ? "long" : "short",
    open,
    quantity: at(columns.quantity),
    entryBar: at(columns.entryBar),
    entryTime: at(columns.entryTime),
    entryPrice,
    exitBar: open ? null : at(columns.lastBar),
    exitTime: open ? null : at(columns.lastTime),
    exitPrice: open ? null : at(columns.markPrice),
    markPrice: at(columns.markPrice),
    entryValue,
    grossProfit: at(columns.grossProfit),
    fees: at(columns.fees),
    profit,
    profitReturn: profit / entryValue,
    mae: at(columns.mae),
    mfe: at(columns.mfe),
    endDrawdown: Math.max(0, at(columns.mfe) - at(columns.grossProfit)),
    barsHeld: at(columns.barsHeld),
    fills: at(columns.fills),
    entryReason: text(texts.entryReason),
    exitReason: open ? null : text(texts.lastReason),
    entryNodeId: text(texts.entryNodeId),
    exitNodeId: open ? null : text(texts.lastNodeId),
    risk: Number.isNaN(risk) ? null : risk,
    rMultiple: Number.isNaN(risk) ? null : profit / risk,
  };
}

/** An instrument is listed under the name that it had when the trade began. */
function symbolOf(lane: Lane | undefined, time: number): string {
  return lane === undefined ? "" : symbolAt(lane.instrument, lane.actions ?? [], time);
}

/** Money between entry price and first protective stop; NaN without one. */
export function riskAt({ columns }: Pick<TradeTable, "columns">, row: number): number {
  const price = columns.entryPrice[row] as number;
  const share = Math.abs(price - (columns.stop[row] as number)) / price;
  return share * (columns.entryValue[row] as number);
}
