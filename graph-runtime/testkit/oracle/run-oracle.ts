import { DAY } from "../../core/time.ts";
import type { Settings } from "../../graph/settings.ts";
import type { ConversionRates } from "../../market/conversion-rates.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { InstrumentEvent } from "../../market/instrument-event.ts";
import { closesSession } from "../../market/session-close.ts";
import { timeframeMilliseconds } from "../../market/timeframe.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { equityOf, type OracleState, payTrade, pointOf } from "./oracle-account.ts";
import { decideOrders } from "./oracle-decide.ts";
import { OracleLife } from "./oracle-life.ts";
import { type MatchTask, type MatchWorld, matchAlong, type OracleBar } from "./oracle-match.ts";
import type { OracleAttachment, OracleEnd, OracleFill, OracleOrder } from "./oracle-order.ts";
import { feeOf, mostThatFits } from "./oracle-rules.ts";

export type OracleProtection = OracleAttachment;

export type OracleCase = {
  settings: Settings;
  instruments: readonly Instrument[];
  /** Per bar and lane; null where the lane has no bar. */
  bars: readonly (readonly (OracleBar | null)[])[];
  times: readonly number[];
  /** What the strategy asks at the close of a bar, per lane. */
  script: ReadonlyMap<number, readonly (readonly OrderIntent[])[]>;
  protections: readonly OracleProtection[];
  /** Finer bars per bar and lane, null where there are none. */
  finer?: readonly (readonly (readonly OracleBar[] | null)[])[];
  /** Per lane: splits, dividends and the like, and what its currency is worth. */
  actions?: readonly (readonly InstrumentEvent[])[];
  rates?: readonly (ConversionRates | null)[];
};

export type OracleResult = {
  fills: OracleFill[];
  equity: number[];
  ends: Map<number, OracleEnd>;
  /** Changes of working orders: "id done" or "id refused". */
  updates: string[];
  orders: number;
  ambiguous: number;
};

/** Runs orders over bars by the published rules, slowly and plainly; the engine must agree with it on everything. */
export function runOracle(test: OracleCase): OracleResult {
  const { settings, instruments, bars, times } = test;
  const state: OracleState = {
    cash: settings.capital,
    position: instruments.map(() => 0),
    mark: instruments.map(() => 0),
    rate: instruments.map(() => 1),
    paid: instruments.map(() => 0),
    cost: instruments.map(() => 0),
    ended: instruments.map(() => false),
    due: [],
    orders: instruments.map(() => []),
    nextId: 0,
  };
  const result: OracleResult = { fills: [], equity: [], ends: new Map(), updates: [], orders: 0, ambiguous: 0 };
  let ruined = false;
  const life = new OracleLife(test, state, result);
  const equityNow = (): number => equityOf(state, instruments);

  for (let index = 0; index < times.length; index++) {
    life.beforeOpen(index);
    for (const lane of byOldestOrder()) {
      const instrument = instruments[lane]!;
      const bar = bars[index]![lane];
      if (!bar) continue;
      for (const order of [...state.orders[lane]!]) {
        const isOver =
          (order.tif === "gtd" && bar.time >= order.goodTill!) ||
          (order.tif === "day" && order.born !== null && Math.floor(bar.time / DAY) !== Math.floor(order.born / DAY));
        if (isOver) finish(order, lane, "expired");
        else if (order.from <= index) order.born ??= bar.time;
      }
      const before = previousBar(index, lane);
      const task: MatchTask = {
        bar,
        parts: partsOf(index, lane, bar),
        index,
        instrument,
        settings,
        opensSession: before === null || Math.floor(before.time / DAY) !== Math.floor(bar.time / DAY),
        closesSession: closesSession(bar.time, settings.timeframe, instrument.calendar),
        ...moneyOf(lane, bar),
        sizeAt: (order, price) => {
          const saved = state.mark[lane]!;
          state.mark[lane] = price;
          const money = equityNow() * (1 - settings.execution.cashBufferPercent / 100) * (order.sizePercent / 100);
          state.mark[lane] = saved;
          return mostThatFits(
            money,
            price,
            { lot: instrument.lotSize, point: pointOf(state, instruments, lane) },
            settings,
            bar.time,
          );
        },
      };
      settle(task, lane);
    }
    mark(index);
    life.afterClose(index, times[index]! + timeframeMilliseconds(settings.timeframe), (lane) => {
      const bar = bars[index]![lane];
      return !!bar && closesSession(bar.time, settings.timeframe, instruments[lane]!.calendar);
    });
    if (equityNow() <= 0) ruined = true;
    if (ruined) {
      state.orders.forEach((orders, lane) => {
        for (const order of [...orders]) finish(order, lane, "cancelled");
      });
    } else {
      life.callMargin(index);
      decide(index);
    }
    result.equity.push(equityNow());
  }
  result.orders = state.nextId;
  return result;

  /** The instrument whose oldest order came first is settled first. */
  function byOldestOrder(): number[] {
    const oldest = (lane: number): number => Math.min(...state.orders[lane]!.map((order) => order.id));
    const lanes = instruments.map((_, lane) => lane).filter((lane) => state.orders[lane]!.length > 0);
    return lanes.sort((a, b) => oldest(a) - oldest(b));
  }

  /** A cash account buys with what it has; futures keep back their value. */
  function spendable(): number {
    if (settings.execution.account !== "cash") return Number.POSITIVE_INFINITY;
    let cash = state.cash;
    instruments.forEach(({ settles }, lane) => {
      const value = state.position[lane]! * state.mark[lane]! * pointOf(state, instruments, lane);
      if (settles === "daily") cash -= Math.abs(value);
    });
    return cash;
  }

  function moneyOf(lane: number, bar: OracleBar): Pick<MatchTask, "point" | "feeFor"> {
    const point = pointOf(state, instruments, lane);
    return {
      point,
      feeFor: (order, price, quantity, maker) =>
        feeOf({ order: withPaid(order, order.filled, point), price, quantity, maker, time: bar.time }, settings, point),
    };
  }

  /** The order with what it has filled and paid until now. */
  function withPaid(order: OracleOrder, filled: number, point: number): OracleOrder {
    const already = order.id < 0 ? [] : result.fills.filter((fill) => fill.id === order.id);
    return {
      ...order,
      filled,
      feePaid: already.reduce((sum, fill) => sum + fill.fee, 0),
      filledValue: already.reduce((sum, fill) => sum + fill.quantity * fill.price * point, 0),
    };
  }

  function previousBar(index: number, lane: number): OracleBar | null {
    for (let i = index - 1; i >= 0; i--) if (bars[i]![lane]) return bars[i]![lane]!;
    return null;
  }

  /** Finer bars count only where they are the whole bar, to a tick. */
  function partsOf(index: number, lane: number, bar: OracleBar): readonly OracleBar[] {
    const finer = settings.execution.intrabar === "magnifier" ? (test.finer?.[index]?.[lane] ?? null) : null;
    if (finer === null || finer.length === 0) return [bar];
    const tick = instruments[lane]!.tickSize * (1 + 1e-9);
    const whole = {
      open: finer[0]!.open,
      close: finer.at(-1)!.close,
      high: Math.max(...finer.map((part) => part.high)),
      low: Math.min(...finer.map((part) => part.low)),
    };
    const agrees = (["open", "high", "low", "close"] as const).every((key) => Math.abs(whole[key] - bar[key]) <= tick);
    return agrees ? finer : [bar];
  }

  function finish(order: OracleOrder, lane: number, how: OracleEnd): void {
    state.orders[lane] = state.orders[lane]!.filter((other) => other !== order);
    result.ends.set(order.id, how);
  }

  function mark(index: number): void {
    instruments.forEach((_, lane) => {
      const bar = bars[index]![lane];
      if (bar) state.mark[lane] = bar.close;
    });
  }

  /** Tries both paths, chooses by the policy, and books what happened on the chosen one. */
  function settle(task: MatchTask, lane: number): void {
    if (state.orders[lane]!.every((order) => order.from > task.index)) return;
    const highFirst = tryPath(task, lane, false);
    const lowFirst = tryPath(task, lane, true);
    if (describe(highFirst) !== describe(lowFirst)) result.ambiguous++;
    const { open, high, low } = task.bar;
    const point = pointOf(state, instruments, lane);
    const policy = settings.execution.intrabar;
    const takesLow =
      policy === "olhc" ||
      (policy === "nearest-extreme" && open - low < high - open) ||
      ((policy === "pessimistic" || policy === "magnifier") &&
        isLess(worth(lowFirst, task, point), worth(highFirst, task, point)));
    book(takesLow ? lowFirst : highFirst, task, lane);
  }

  function tryPath(task: MatchTask, lane: number, isLowFirst: boolean): MatchWorld {
    const copies = state.orders[lane]!.map((order) => ({ ...order }));
    const world: MatchWorld = {
      orders: copies,
      position: state.position[lane]!,
      cash: spendable(),
      ends: new Map(),
      fills: [],
      activated: [],
    };
    matchAlong(world, task, isLowFirst);
    return world;
  }

  /** Less by more than the dust of summing in another order. */
  function isLess(a: number, b: number): boolean {
    return b - a > 1e-9 * Math.max(1, Math.abs(b));
  }

  function describe(world: MatchWorld): string {
    const lines = world.fills.map(({ order, price, quantity, maker }) => `${order.sign} ${quantity} ${price} ${maker}`);
    return lines.sort().join("\n");
  }

  function worth({ fills }: MatchWorld, { bar }: MatchTask, point: number): number {
    let money = 0;
    for (const { order, price, quantity, maker } of fills) {
      money += order.sign * quantity * (bar.close - price) * point;
      money -= feeOf({ order: null, price, quantity, maker, time: bar.time }, settings, point);
    }
    return money;
  }

  function book(world: MatchWorld, { bar, index }: MatchTask, lane: number): void {
    const point = pointOf(state, instruments, lane);
    const calls: OracleOrder[] = [];
    let called = false;
    for (const { order, price, quantity, maker, filledBefore, left } of world.fills) {
      if (order.id < 0) throw new Error("a protective order filled before it was numbered");
      const before = withPaid(order, filledBefore, point);
      const fee = feeOf({ order: before, price, quantity, maker, time: bar.time }, settings, point);
      payTrade(state, instruments, { lane, units: order.sign * quantity, price, fee });
      state.position[lane]! += order.sign * quantity;
      result.fills.push({ id: order.id, lane, bar: index, sign: order.sign, price, quantity, fee });
      for (const child of world.activated) {
        if (child.link !== `${order.id}/${filledBefore}`) continue;
        child.id = state.nextId++;
      }
      state.orders[lane] = [...left, ...calls];
      const mark = state.mark[lane]!;
      state.mark[lane] = price;
      called = life.callMargin(index, lane) || called;
      state.mark[lane] = mark;
      calls.push(...state.orders[lane]!.slice(left.length + calls.length));
    }
    // the match keeps positions free of the dust of sums
    state.position[lane] = world.position;
    state.orders[lane] = [...world.orders, ...calls];
    for (const [order, how] of world.ends) result.ends.set(order.id, how);
    if (state.mark[lane] === 0 && world.fills.length > 0) state.mark[lane] = world.fills[0]!.price;
    for (const order of [...state.orders[lane]!])
      if (called && (order.entry || (calls.includes(order) && order.sign * world.position >= 0)))
        life.cancel(order, lane);
  }

  function decide(index: number): void {
    const asked = test.script.get(index);
    if (!asked) return;
    const equity = equityNow();
    instruments.forEach((_, lane) => {
      const bar = bars[index]![lane];
      if (!bar) return;
      for (const intent of asked[lane] ?? [])
        decideOrders(
          { intent, lane, index, bar, equity, state, instruments, settings, protections: test.protections },
          result,
        );
    });
    if (settings.execution.fill !== "same-close") return;
    for (const lane of byOldestOrder()) {
      const bar = bars[index]![lane];
      if (bar) settleAtClose(bar, index, instruments[lane]!, lane);
    }
  }

  /** Orders sent at this close fill at this close: a bar of one price. */
  function settleAtClose(bar: OracleBar, index: number, instrument: Instrument, lane: number): void {
    const due = state.orders[lane]!.filter(
      (order) => order.type === "market" && order.from === index && order.born === null && !order.isMarginCall,
    );
    if (due.length === 0) return;
    const point = { ...bar, open: bar.close, high: bar.close, low: bar.close };
    const others = state.orders[lane]!.filter((order) => !due.includes(order));
    const task: MatchTask = {
      bar: point,
      parts: [point],
      index,
      instrument,
      settings: { ...settings, execution: { ...settings.execution, fill: "next-open" } },
      opensSession: false,
      closesSession: false,
      ...moneyOf(lane, bar),
      sizeAt: (order, price) => {
        const saved = state.mark[lane]!;
        state.mark[lane] = price;
        const money = equityNow() * (1 - settings.execution.cashBufferPercent / 100) * (order.sizePercent / 100);
        state.mark[lane] = saved;
        return mostThatFits(
          money,
          price,
          { lot: instrument.lotSize, point: pointOf(state, instruments, lane) },
          settings,
          bar.time,
        );
      },
    };
    // what else is working cannot act on a price that has been walked already; it only waits to be cancelled
    const waiting = others.map((order) => ({ order, from: order.from }));
    for (const { order } of waiting) order.from = Number.POSITIVE_INFINITY;
    const world: MatchWorld = {
      orders: state.orders[lane]!,
      position: state.position[lane]!,
      cash: spendable(),
      ends: new Map(),
      fills: [],
      activated: [],
    };
    matchAlong(world, task, false);
    for (const { order, from } of waiting) order.from = from;
    book(world, task, lane);
  }
}
