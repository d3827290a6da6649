import { symbolAt } from "../../market/symbol-at.ts";
import type { Lane } from "../run-result.ts";
import type { Trade } from "./trade.ts";
import type { TradeRows, TradeTable } from "./trade-table.ts";

const NO_ACTIONS: NonNullable<Lane["actions"]> = [];

/** Returns the table's rows as objects, for a page or a file. */
export function tradeObjects(table: TradeTable, lanes: readonly Lane[]): Trade[] {
  const trades: Trade[] = [];
  for (let row = 0; row < table.count; row++) {
    const lane = lanes[table.columns.lane[row] as number];
    trades.push(tradeAt(table, row, symbolOf(lane, table.columns.entryTime[row] as number)));
  }
  return trades;
}

/** Returns one row as an object. */
export function tradeAt(rows: TradeRows, row: number, symbol: string): Trade {
  const { columns } = rows;
  const at = (column: ArrayLike<number>): number => column[row] as number;
  const open = at(columns.open) === 1;
  const profit = at(columns.profit);
  const entryValue = at(columns.entryValue);
  const risk = riskAt(rows, row);
  return {
    id: row + 1,
    lane: at(columns.lane),
    symbol,
    side: at(columns.sign) > 0 ? "long" : "short",
    open,
    quantity: at(columns.quantity),
    entryBar: at(columns.entryBar),
    entryTime: at(columns.entryTime),
    entryPrice: at(columns.entryPrice),
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
    entryReason: rows.text("entryReason", row),
    exitReason: open ? null : rows.text("lastReason", row),
    entryNodeId: rows.text("entryNodeId", row),
    exitNodeId: open ? null : rows.text("lastNodeId", row),
    risk: known(risk),
    rMultiple: known(profit / risk),
    stop: known(at(columns.stop)),
    lastStop: known(at(columns.lastStop)),
    target: known(at(columns.target)),
  };
}

/** An instrument is listed under the name that it had when the trade began. */
export function symbolOf(lane: Lane | undefined, time: number): string {
  return lane === undefined ? "" : symbolAt(lane.instrument, lane.actions ?? NO_ACTIONS, time);
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Money between entry price and first protective stop; NaN without one. */
export function riskAt({ columns }: Pick<TradeRows, "columns">, row: number): number {
  const price = columns.entryPrice[row] as number;
  const share = Math.abs(price - (columns.stop[row] as number)) / price;
  return share * (columns.entryValue[row] as number);
}
