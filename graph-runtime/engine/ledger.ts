/** Money and positions of a run. One cash account; per lane signed units and their average price. */
export class Ledger {
  readonly initial: number;
  cash: number;
  fees = 0;
  readonly quantity: Float64Array;
  readonly averagePrice: Float64Array;
  readonly realised: Float64Array;
  /** Last known close per lane; positions are marked at it. */
  readonly mark: Float64Array;
  /** Bar of the fill that opened the position. */
  readonly entryBar: Float64Array;
  readonly #multiplier: Float64Array;

  constructor(initial: number, multipliers: readonly number[]) {
    this.initial = initial;
    this.cash = initial;
    const lanes = multipliers.length;
    this.quantity = new Float64Array(lanes);
    this.averagePrice = new Float64Array(lanes);
    this.realised = new Float64Array(lanes);
    this.mark = new Float64Array(lanes);
    this.entryBar = new Float64Array(lanes);
    this.#multiplier = Float64Array.from(multipliers);
  }

  /** Books a fill of signed units; instruments settle on trade. */
  fill(lane: number, units: number, price: number, fee: number, bar: number): void {
    const multiplier = this.#multiplier[lane]!;
    const held = this.quantity[lane]!;
    const after = settleResidue(held + units, held);
    this.cash -= units * price * multiplier + fee;
    this.fees += fee;
    if (held === 0 || held * units > 0) {
      this.averagePrice[lane] = (held * this.averagePrice[lane]! + units * price) / (held + units);
      if (held === 0) this.entryBar[lane] = bar;
    } else {
      const closed = Math.min(Math.abs(units), Math.abs(held)) * Math.sign(held);
      this.realised[lane]! += closed * (price - this.averagePrice[lane]!) * multiplier;
      if (after === 0) this.averagePrice[lane] = 0;
      else if (after * held < 0) {
        this.averagePrice[lane] = price;
        this.entryBar[lane] = bar;
      }
    }
    this.quantity[lane] = after;
    if (this.mark[lane] === 0) this.mark[lane] = price;
  }

  /** Returns the value of the lane's position at the mark. */
  value(lane: number): number {
    return this.quantity[lane]! * this.mark[lane]! * this.#multiplier[lane]!;
  }

  unrealised(lane: number): number {
    return this.quantity[lane]! * (this.mark[lane]! - this.averagePrice[lane]!) * this.#multiplier[lane]!;
  }

  equity(): number {
    return this.cash + this.netValue();
  }

  netValue(): number {
    let total = 0;
    for (let lane = 0; lane < this.quantity.length; lane++) if (this.quantity[lane] !== 0) total += this.value(lane);
    return total;
  }

  grossValue(): number {
    let total = 0;
    for (let lane = 0; lane < this.quantity.length; lane++)
      if (this.quantity[lane] !== 0) total += Math.abs(this.value(lane));
    return total;
  }
}

/** Closing 0.1 + 0.2 with 0.3 leaves dust that is no position. */
function settleResidue(after: number, before: number): number {
  return Math.abs(after) <= 1e-12 * Math.abs(before) ? 0 : after;
}
