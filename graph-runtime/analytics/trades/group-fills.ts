import type { FillRecord } from "../../market/fill.ts";
import type { TradeSide } from "./trade.ts";
import { partOfFill, type TradeEvent } from "./trade-event.ts";
import type { TradeGrouping } from "./trade-list.ts";

/** The fills of one trade in order of time; open where units are left. */
export type TradeGroup = { readonly side: TradeSide; readonly open: boolean; readonly events: readonly TradeEvent[] };

/** Residue of floating-point quantities, relative to what was entered, that counts as flat. */
const FLAT = 1e-9;

/** Cuts the fills of one instrument, in order of time, into trades. A fill that turns the position over is split. */
export function groupFills(fills: readonly FillRecord[], grouping: TradeGrouping): TradeGroup[] {
  const groups: TradeGroup[] = [];
  let side: TradeSide = "long";
  let held = 0;
  let entered = 0;
  let events: TradeEvent[] = [];
  let lots: Lot[] = [];

  for (const fill of fills) {
    const fillSide: TradeSide = fill.side === "buy" ? "long" : "short";
    let left = fill.quantity;
    if (held > 0 && fillSide !== side) {
      const reduced = left >= held - FLAT * entered ? held : left;
      left = reduced === held ? Math.max(0, left - held) : 0;
      if (left <= FLAT * entered) left = 0;
      const exit = partOfFill(fill, left === 0 ? fill.quantity : reduced, false);
      if (grouping === "flat-to-flat") events.push(exit);
      else reduceLots(lots, exit, { side, grouping, groups });
      held -= reduced;
      if (held <= FLAT * entered) {
        if (grouping === "flat-to-flat") groups.push({ side, open: false, events });
        held = 0;
        entered = 0;
        events = [];
        lots = [];
      }
    }
    if (left > 0) {
      side = fillSide;
      const entry = partOfFill(fill, left, true);
      if (grouping === "flat-to-flat") events.push(entry);
      else lots.push({ entry, left });
      held += left;
      entered += left;
    }
  }
  if (held > 0) {
    if (grouping === "flat-to-flat") groups.push({ side, open: true, events });
    else if (grouping === "flat-to-reduced") groups.push({ side, open: true, events: lots.map(remainder) });
    else for (const lot of lots) groups.push({ side, open: true, events: [remainder(lot)] });
  }
  return groups;
}

type Lot = { readonly entry: TradeEvent; left: number };

function remainder(lot: Lot): TradeEvent {
  return partOfFill(lot.entry.fill, lot.left, true);
}

/** First in, first out: takes the exit's units from the oldest lots and books the trades that this completes. */
function reduceLots(
  lots: Lot[],
  exit: TradeEvent,
  book: { readonly side: TradeSide; readonly grouping: TradeGrouping; readonly groups: TradeGroup[] },
): void {
  const { side, grouping, groups } = book;
  const entries: TradeEvent[] = [];
  let left = exit.quantity;
  while (left > FLAT * exit.quantity) {
    const lot = lots[0];
    if (lot === undefined) break;
    const taken = Math.min(lot.left, left);
    const entry = partOfFill(lot.entry.fill, taken, true);
    if (grouping === "fill-to-fill") {
      groups.push({ side, open: false, events: [entry, partOfFill(exit.fill, taken, false)] });
    } else entries.push(entry);
    lot.left -= taken;
    left -= taken;
    if (lot.left <= FLAT * lot.entry.quantity) lots.shift();
  }
  if (grouping === "flat-to-reduced") groups.push({ side, open: false, events: [...entries, exit] });
}
