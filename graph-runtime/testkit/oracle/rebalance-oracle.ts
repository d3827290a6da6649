/** One bar of one instrument, as far as the rules of a rebalance look. */
export type PlainBar = { readonly open: number; readonly close: number };

export type RebalanceCase = {
  readonly capital: number;
  readonly account: "cash" | "margin";
  readonly feePercent: number;
  readonly lotSize: number;
  readonly corridorPercent: number;
  readonly bufferPercent: number;
  /** Per bar and instrument; null where it has none. */
  readonly bars: readonly (readonly (PlainBar | null)[])[];
  /** Share of equity per bar and instrument; null leaves it alone. */
  readonly weights: readonly (readonly (number | null)[])[];
};

export type PlainFill = { readonly bar: number; readonly lane: number; readonly units: number; readonly price: number };
export type RebalanceOutcome = { readonly fills: readonly PlainFill[]; readonly equity: readonly number[] };

type PlainOrder = { readonly lane: number; readonly units: number; readonly isEntry: boolean };

/**
 * Plays a portfolio that is brought to its weights at each close, written from the published rules alone and as plainly as can be:
 * sales before buys, buys no larger than the money that is there, everything filled at the instrument's next open.
 */
export function playRebalance(test: RebalanceCase): RebalanceOutcome {
  const { capital, feePercent, bars } = test;
  const lanes = bars[0]!.length;
  const held = new Array<number>(lanes).fill(0);
  const mark = new Array<number>(lanes).fill(0);
  const fills: PlainFill[] = [];
  const equityCurve: number[] = [];
  let waiting: PlainOrder[] = [];
  let cash = capital;
  const fee = (units: number, price: number): number => (Math.abs(units) * price * feePercent) / 100;
  const equityNow = (): number => cash + held.reduce((sum, units, lane) => sum + units * mark[lane]!, 0);

  for (let bar = 0; bar < bars.length; bar++) {
    for (const order of waiting) {
      const own = bars[bar]![order.lane];
      if (!own) continue;
      const price = own.open;
      let { units } = order;
      // a cash account buys no more than it can pay
      const costs = (): number => units * price + fee(units, price);
      if (test.account === "cash" && order.isEntry && costs() > cash * (1 + 1e-9))
        while (units > 0 && costs() > cash) units = clean(units - test.lotSize, test.lotSize);
      if (units === 0) continue;
      cash -= units * price + fee(units, price);
      held[order.lane] = clean(held[order.lane]! + units, test.lotSize);
      fills.push({ bar, lane: order.lane, units, price });
    }
    waiting = waiting.filter((order) => !bars[bar]![order.lane]);
    for (let lane = 0; lane < lanes; lane++) mark[lane] = bars[bar]![lane]?.close ?? mark[lane]!;
    equityCurve.push(equityNow());
    decide(bar);
  }
  return { fills, equity: equityCurve };

  function decide(bar: number): void {
    const { account, lotSize, corridorPercent, bufferPercent } = test;
    const equity = equityNow();
    const wishes: { lane: number; price: number; close: number; open: number; sign: number }[] = [];
    for (let lane = 0; lane < lanes; lane++) {
      const price = bars[bar]![lane]?.close;
      const weight = test.weights[bar]![lane]!;
      if (price === undefined || weight === null) continue;
      const share = (held[lane]! * price) / equity;
      const staysIn = held[lane] !== 0 && weight !== 0;
      if (staysIn && Math.abs(weight - share) * 100 <= corridorPercent) continue;
      const money = Math.abs(weight) * equity * (1 - bufferPercent / 100);
      const target = clean(Math.floor(money / price / lotSize + 1e-9) * lotSize, lotSize) * Math.sign(weight);
      const difference = clean(target - held[lane]!, lotSize);
      if (difference === 0) continue;
      const isAgainst = held[lane]! * difference < 0;
      const close = isAgainst ? Math.min(Math.abs(held[lane]!), Math.abs(difference)) : 0;
      wishes.push({
        lane,
        price,
        close,
        open: clean(Math.abs(difference) - close, lotSize),
        sign: Math.sign(difference),
      });
    }
    let room = account === "cash" ? cash : equity;
    for (let lane = 0; lane < lanes; lane++) if (account === "margin") room -= Math.abs(held[lane]! * mark[lane]!);
    for (const order of waiting) if (order.isEntry) room -= Math.abs(order.units) * mark[order.lane]!;
    for (const { lane, price, close, sign } of wishes) {
      if (close === 0) continue;
      waiting.push({ lane, units: sign * close, isEntry: false });
      // closing a long position brings its value in; closing a short one costs cash, and gives margin back
      if (account === "margin") room += close * price;
      else room += -sign * close * price - fee(close, price);
    }
    for (const { lane, price, open, sign, close } of wishes) {
      if (open === 0) continue;
      let units = open;
      const available = account === "cash" && sign < 0 ? 0 : room + (account === "margin" ? 0 * close : 0);
      const fits = (): boolean => units * price + fee(units, price) <= available + 1e-9 * equity;
      while (units > 0 && !fits()) units = clean(units - lotSize, lotSize);
      if (units <= 0) continue;
      waiting.push({ lane, units: sign * units, isEntry: true });
      room -= units * price + (account === "cash" ? fee(units, price) : 0);
    }
  }
}

/** Takes the dust of sums off a quantity. */
function clean(units: number, lotSize: number): number {
  return Math.round(units / lotSize) * lotSize;
}
