import type { FillLog } from "../../market/fill-log.ts";

/**
 * The fills (or parts of fills) of the trade under construction, as columns that are reused from trade to trade: a run may
 * have a hundred thousand trades, and objects for each would cost more than the rest of the report.
 */
export class TradeEvents {
  count = 0;
  /** Units: positive where they enter the trade, negative where they leave it; long and short alike. */
  units = new Float64Array(16);
  price = new Float64Array(16);
  fee = new Float64Array(16);
  /** Index into the lane's bars. */
  bar = new Int32Array(16);
  /** Row of the fill in its log. */
  row = new Int32Array(16);
  readonly fills: FillLog;

  constructor(fills: FillLog) {
    this.fills = fills;
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds the part of a fill that covers |units| of its quantity, with its share of the fee. */
  add(row: number, units: number, bar: number): void {
    const at = this.count++;
    if (at === this.units.length) this.#grow();
    const { fills } = this;
    const size = Math.abs(units);
    const quantity = fills.quantity(row);
    const fee = fills.fee(row);
    this.units[at] = units;
    this.price[at] = fills.price(row);
    this.fee[at] = size === quantity ? fee : (fee * size) / quantity;
    this.bar[at] = bar;
    this.row[at] = row;
  }

  #grow(): void {
    const length = this.units.length * 2;
    const larger = <T extends Float64Array | Int32Array>(empty: T, old: T): T => {
      empty.set(old);
      return empty;
    };
    this.units = larger(new Float64Array(length), this.units);
    this.price = larger(new Float64Array(length), this.price);
    this.fee = larger(new Float64Array(length), this.fee);
    this.bar = larger(new Int32Array(length), this.bar);
    this.row = larger(new Int32Array(length), this.row);
  }
}
