import { DAY } from "../../core/time.ts";
import type { InstrumentEvent } from "../../market/instrument-event.ts";
import { equityOf, type OracleState, payTrade, pointOf } from "./oracle-account.ts";
import type { OracleOrder } from "./oracle-order.ts";
import { feeOf, roundPrice, stepsDown } from "./oracle-rules.ts";
import type { OracleCase, OracleResult } from "./run-oracle.ts";

/** What the calendar does to an account before the market opens and after it has closed. */
export class OracleLife {
  readonly #test: OracleCase;
  readonly #state: OracleState;
  readonly #result: OracleResult;
  readonly #done = new Set<InstrumentEvent>();
  #day: number | null = null;

  constructor(test: OracleCase, state: OracleState, result: OracleResult) {
    this.#test = test;
    this.#state = state;
    this.#result = result;
  }

  beforeOpen(index: number): void {
    const { instruments, bars, times, settings, rates } = this.#test;
    const state = this.#state;
    const time = times[index]!;
    instruments.forEach((_, lane) => {
      const own = rates?.[lane];
      if (!own) return;
      state.rate[lane] = own.rate[0]!;
      own.time.forEach((from, k) => {
        if (from <= time) state.rate[lane] = own.rate[k]!;
      });
    });
    instruments.forEach((_, lane) => {
      const due = (this.#test.actions?.[lane] ?? []).filter((event) => event.time <= time && !this.#done.has(event));
      if (!bars[index]![lane] && !due.some((event) => event.kind === "delist")) return;
      for (const event of due) {
        this.#done.add(event);
        this.#happen(event, lane, index);
      }
    });
    for (const { payTime, amount } of state.due) if (payTime <= time) state.cash += amount;
    state.due = state.due.filter(({ payTime }) => payTime > time);
    const day = Math.floor(time / DAY);
    const days = this.#day === null ? 0 : day - this.#day;
    this.#day = day;
    if (days > 0) {
      instruments.forEach((_, lane) => {
        this.#settle(lane);
      });
      if (settings.financing) {
        const { cashInterestPercent, marginInterestPercent, borrowPercent } = settings.financing;
        let yearly = (state.cash * (state.cash > 0 ? cashInterestPercent : marginInterestPercent)) / 100;
        instruments.forEach(({ settles }, lane) => {
          if (settles === "daily" || state.position[lane]! >= 0) return;
          yearly +=
            (state.position[lane]! * state.mark[lane]! * pointOf(state, instruments, lane) * borrowPercent) / 100;
        });
        state.cash += (yearly * days) / 365;
      }
    }
    this.#expire(index, time);
  }

  /** `endsSession` says of a lane that it has a bar, the last of its session. */
  afterClose(index: number, closeTime: number, endsSession: (lane: number) => boolean): void {
    this.#test.instruments.forEach((_, lane) => {
      if (endsSession(lane)) this.#settle(lane);
    });
    this.#expire(index, closeTime);
  }

  /**
   * Closes positions at the next open, losers first, until equity is the maintenance share of what is left. A lane in the middle of its
   * bar keeps its entries until the bar is over. Returns whether that lane is among those called.
   */
  callMargin(index: number, inBar = -1): boolean {
    const { instruments, settings } = this.#test;
    const percent = settings.execution.maintenanceMarginPercent;
    if (percent === undefined) return false;
    const state = this.#state;
    const unit = (lane: number): number => state.mark[lane]! * pointOf(state, instruments, lane);
    const equity = equityOf(state, instruments);
    const gross = state.position.reduce((sum, units, lane) => sum + Math.abs(units * unit(lane)), 0);
    if (gross === 0 || equity >= (gross * percent) / 100) return false;
    let excess = gross - (equity * 100) / percent;
    const leaving = state.orders.map((orders, lane) => {
      const calls = orders.filter((order) => order.isMarginCall && order.sign * state.position[lane]! < 0);
      const units = calls.reduce((sum, order) => sum + order.left!, 0);
      return Math.min(units, Math.abs(state.position[lane]!));
    });
    leaving.forEach((units, lane) => {
      excess -= units * unit(lane);
    });
    const loss = (lane: number): number =>
      (state.position[lane]! * state.mark[lane]! - state.cost[lane]!) * pointOf(state, instruments, lane);
    const lanes = [...state.position.keys()].filter((lane) => state.position[lane] !== 0);
    let called = false;
    for (const lane of lanes.sort((a, b) => loss(a) - loss(b) || a - b)) {
      if (excess <= 0) break;
      const { lotSize } = instruments[lane]!;
      const held = stepsDown(Math.abs(state.position[lane]!) - leaving[lane]!, lotSize);
      if (held === 0) continue;
      if (lane === inBar) called = true;
      else for (const order of state.orders[lane]!.filter((one) => one.entry)) this.cancel(order, lane);
      const down = stepsDown(excess / unit(lane), lotSize);
      const units = Math.min(held, down < held ? down + lotSize : held);
      excess -= units * unit(lane);
      const sign = state.position[lane]! > 0 ? -1 : 1;
      const order = plainOrder({ id: state.nextId++, lane, sign, from: index + 1 });
      // the close that called it has passed; its own bar is the next one that the lane has
      state.orders[lane]!.push({ ...order, left: Math.min(stepsDown(units, lotSize), held), isMarginCall: true });
    }
    return called;
  }

  #happen(event: InstrumentEvent, lane: number, index: number): void {
    const { instruments } = this.#test;
    const state = this.#state;
    const point = pointOf(state, instruments, lane);
    const units = state.position[lane]!;
    switch (event.kind) {
      case "split":
        this.#split(lane, event.ratio);
        return;
      case "dividend": {
        const amount = units * event.amount * point;
        if (event.payTime !== undefined && event.payTime > this.#test.times[index]!)
          state.due.push({ payTime: event.payTime, amount });
        else state.cash += amount;
        return;
      }
      case "funding":
        state.cash -= units * (event.price ?? state.mark[lane]!) * point * event.rate;
        return;
      case "roll":
        if (units !== 0) {
          this.#force({ lane, units: -units, price: event.closePrice, index, isFree: false });
          this.#force({ lane, units, price: event.openPrice, index, isFree: false });
        }
        state.mark[lane] = event.openPrice;
        for (const order of state.orders[lane]!) this.#shift(order, event.openPrice - event.closePrice, lane);
        return;
      case "delist":
        this.#end(lane, event.price ?? state.mark[lane]!, index);
        return;
      case "rename":
        return;
    }
  }

  #shift(order: OracleOrder, gap: number, lane: number): void {
    const { tickSize } = this.#test.instruments[lane]!;
    const isTouch = order.type === "market-if-touched" || order.type === "limit-if-touched";
    if (order.limit !== null) order.limit = roundPrice(order.limit + gap, order.sign, true, tickSize);
    if (order.trigger !== null) order.trigger = roundPrice(order.trigger + gap, order.sign, isTouch, tickSize);
    if (order.trail?.begins != null) order.trail = { ...order.trail, begins: order.trail.begins + gap };
    order.ratchets = order.ratchets.map((one) => ({ ...one, entry: one.entry + gap }));
  }

  #split(lane: number, ratio: number): void {
    const { instruments } = this.#test;
    const { lotSize, settles } = instruments[lane]!;
    const state = this.#state;
    state.mark[lane]! /= ratio;
    const exact = state.position[lane]! * ratio;
    const whole = Math.sign(exact) * stepsDown(Math.abs(exact), lotSize);
    if (Math.abs(exact - whole) > 1e-9 * Math.abs(exact)) {
      const share = (exact - whole) / exact;
      const value = (exact - whole) * state.mark[lane]!;
      const money = settles === "daily" ? value - state.paid[lane]! * share : value;
      state.cash += money * pointOf(state, instruments, lane);
      state.paid[lane]! *= 1 - share;
      state.cost[lane]! *= 1 - share;
    }
    state.position[lane] = whole === 0 ? 0 : whole;
    for (const order of [...state.orders[lane]!]) {
      if (order.left !== null) order.left = stepsDown(order.left * ratio, lotSize);
      order.filled *= ratio;
      if (order.limit !== null) order.limit /= ratio;
      if (order.trigger !== null) order.trigger /= ratio;
      if (order.trail) {
        const { distance, percent, begins } = order.trail;
        const through = (price: number): number => price / ratio;
        order.trail = { percent, distance: percent ? distance : through(distance), begins: begins && through(begins) };
      }
      order.ratchets = order.ratchets.map((one) => ({
        entry: one.entry / ratio,
        after: one.after / ratio,
        lock: one.lock / ratio,
        step: one.step / ratio,
        gain: one.gain / ratio,
      }));
      order.attachments = order.attachments.map((one) =>
        one.percent ? one : { ...one, distance: one.distance / ratio },
      );
      if (order.left === 0) this.cancel(order, lane);
    }
  }

  #settle(lane: number): void {
    const { instruments } = this.#test;
    const state = this.#state;
    if (instruments[lane]!.settles !== "daily") return;
    const value = state.position[lane]! * state.mark[lane]!;
    state.cash += (value - state.paid[lane]!) * pointOf(state, instruments, lane);
    state.paid[lane] = value;
  }

  #expire(index: number, time: number): void {
    this.#test.instruments.forEach(({ expiry, finalPrice }, lane) => {
      if (expiry === undefined || time < expiry || this.#state.ended[lane]!) return;
      this.#end(lane, finalPrice ?? this.#state.mark[lane]!, index);
    });
  }

  #end(lane: number, price: number, index: number): void {
    const state = this.#state;
    for (const order of [...state.orders[lane]!]) this.cancel(order, lane);
    const units = state.position[lane]!;
    if (units !== 0) {
      this.#force({ lane, units: -units, price, index, isFree: true });
      state.mark[lane] = price;
    }
    state.ended[lane] = true;
  }

  cancel(order: OracleOrder, lane: number): void {
    this.#state.orders[lane] = this.#state.orders[lane]!.filter((other) => other !== order);
    this.#result.ends.set(order.id, "cancelled");
  }

  /** A trade that nobody ordered. */
  #force({
    lane,
    units,
    price,
    index,
    isFree,
  }: {
    lane: number;
    units: number;
    price: number;
    index: number;
    isFree: boolean;
  }): void {
    const { instruments, settings, times } = this.#test;
    const state = this.#state;
    const quantity = Math.abs(units);
    const task = { order: null, price, quantity, maker: false, time: times[index]! };
    const fee = isFree ? 0 : feeOf(task, settings, pointOf(state, instruments, lane));
    payTrade(state, instruments, { lane, units, price, fee });
    state.position[lane] = state.position[lane] === -units ? 0 : state.position[lane]! + units;
    const id = state.nextId++;
    this.#result.fills.push({ id, lane, bar: index, sign: units > 0 ? 1 : -1, price, quantity, fee });
    this.#result.ends.set(id, "filled");
  }
}

function plainOrder({ id, lane, sign, from }: { id: number; lane: number; sign: 1 | -1; from: number }): OracleOrder {
  return {
    id,
    lane,
    sign,
    type: "market",
    tif: "gtc",
    goodTill: null,
    left: 0,
    sizePercent: 0,
    isSizedAtFill: false,
    limit: null,
    trigger: null,
    triggered: false,
    trail: null,
    ratchets: [],
    rung: false,
    reduceOnly: true,
    protective: false,
    link: null,
    from,
    born: null,
    attachments: [],
    filled: 0,
    feePaid: 0,
    filledValue: 0,
    entry: false,
    isMarginCall: false,
  };
}
