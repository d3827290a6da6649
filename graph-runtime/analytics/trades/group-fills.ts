import type { FillLog } from "../../market/fill-log.ts";
import { TradeEvents } from "./trade-events.ts";

/** What one trade is: from flat to flat; each entry lot against the fills that close it; or each reduction by itself. */
export type TradeGrouping = "flat-to-flat" | "fill-to-fill" | "flat-to-reduced";

/** Receives one trade at a time. The events are reused: read them before returning. */
export type TradeSink = (sign: 1 | -1, isOpen: boolean, events: TradeEvents) => void;

/** Residue of floating-point quantities, relative to what was entered, that counts as flat. */
const FLAT = 1e-9;

type Lot = { readonly row: number; readonly size: number; readonly bar: number; left: number };

/**
 * Cuts the fills of one instrument, in order of time, into trades: oldest units leave first. A fill that turns the position
 * over is split. Trades still open at the end come last.
 */
export function groupFills(
  fills: FillLog,
  how: {
    readonly grouping: TradeGrouping;
    /** Rows of the instrument's fills; all of them where null. */
    readonly rows: Int32Array | null;
    /** The lane's bar of a fill. */
    barOf(row: number): number;
  },
  sink: TradeSink,
): void {
  const { grouping, rows } = how;
  const events = new TradeEvents(fills);
  const lots: Lot[] = [];
  let sign: 1 | -1 = 1;
  let held = 0;
  let entered = 0;
  const count = rows === null ? fills.count : rows.length;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : (rows[i] as number);
    const direction = fills.sign(row);
    const bar = how.barOf(row);
    const quantity = fills.quantity(row);
    let left = quantity;
    if (held > 0 && direction !== sign) {
      const isFlat = left >= held - FLAT * entered;
      const reduced = isFlat ? held : left;
      left = isFlat && left - held > FLAT * entered ? left - held : 0;
      const size = left === 0 ? quantity : reduced;
      if (grouping === "flat-to-flat") events.add(row, -size, bar);
      else reduceLots(lots, { row, size, bar, left: size }, { sign, grouping, events, sink });
      held = isFlat ? 0 : held - reduced;
      if (isFlat) {
        if (grouping === "flat-to-flat") sink(sign, false, events);
        events.clear();
        lots.length = 0;
        entered = 0;
      }
    }
    if (left > 0) {
      sign = direction;
      if (grouping === "flat-to-flat") events.add(row, left, bar);
      else lots.push({ row, size: left, bar, left });
      held += left;
      entered += left;
    }
  }
  if (held <= 0) return;
  for (const lot of lots) {
    events.add(lot.row, lot.left, lot.bar);
    if (grouping !== "fill-to-fill") continue;
    sink(sign, true, events);
    events.clear();
  }
  if (events.count > 0) sink(sign, true, events);
}

/** Takes the exit's units from the oldest lots and hands on the trades that this completes. */
function reduceLots(
  lots: Lot[],
  exit: Lot,
  book: {
    readonly sign: 1 | -1;
    readonly grouping: TradeGrouping;
    readonly events: TradeEvents;
    readonly sink: TradeSink;
  },
): void {
  const { sign, grouping, events, sink } = book;
  events.clear();
  while (exit.left > FLAT * exit.size) {
    const lot = lots[0];
    if (lot === undefined) break;
    const taken = Math.min(lot.left, exit.left);
    events.add(lot.row, taken, lot.bar);
    lot.left -= taken;
    exit.left -= taken;
    if (lot.left <= FLAT * lot.size) lots.shift();
    if (grouping === "fill-to-fill") {
      events.add(exit.row, -taken, exit.bar);
      sink(sign, false, events);
      events.clear();
    }
  }
  if (grouping === "flat-to-reduced") {
    events.add(exit.row, -exit.size, exit.bar);
    sink(sign, false, events);
    events.clear();
  }
}
