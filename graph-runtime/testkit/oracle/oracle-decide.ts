import type { Settings } from "../../graph/settings.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { OrderIntent, SizeRequest } from "../../nodes/order-intent.ts";
import type { OracleBar } from "./oracle-match.ts";
import type { OracleOrder } from "./oracle-order.ts";
import { feeOf, mostThatFits, roundPrice, stepsDown } from "./oracle-rules.ts";
import type { OracleProtection, OracleResult, OracleState } from "./run-oracle.ts";

export type DecideTask = {
  intent: OrderIntent;
  lane: number;
  index: number;
  bar: OracleBar;
  equity: number;
  state: OracleState;
  instruments: readonly Instrument[];
  settings: Settings;
  protections: readonly OracleProtection[];
};

/** Turns one wish of the strategy into orders: size, checks, and a place among the working orders. */
export function decideOrders(task: DecideTask, result: OracleResult): void {
  const { intent, lane, state } = task;
  const held = state.position[lane]!;
  if (intent.action === "cancel-entries") {
    for (const order of state.orders[lane]!.filter((one) => one.entry)) {
      state.orders[lane] = state.orders[lane]!.filter((one) => one !== order);
      result.ends.set(order.id, "cancelled");
    }
    return;
  }
  if (intent.action === "exit") {
    send({ ...task, sign: held > 0 ? -1 : 1, entry: false, size: intent.size, freed: 0 }, result);
    return;
  }
  const isReversal = intent.reverse && held * intent.direction < 0;
  if (isReversal) {
    const size: SizeRequest = { unit: "units", amount: Math.abs(held) };
    send({ ...task, sign: intent.direction, entry: false, size, freed: 0 }, result);
  }
  const freed = isReversal ? Math.abs(held) : 0;
  send({ ...task, sign: intent.direction, entry: true, size: intent.size, freed }, result);
}

type Sending = DecideTask & { sign: 1 | -1; entry: boolean; size: SizeRequest; freed: number };

function send(task: Sending, result: OracleResult): void {
  const { intent, lane, index, bar, equity, state, instruments, settings, sign, entry, size, protections } = task;
  if (intent.action === "cancel-entries") return;
  const instrument = instruments[lane]!;
  const { style } = intent;
  const { execution } = settings;
  const held = state.position[lane]!;
  const tick = instrument.tickSize;
  const id = state.nextId++;
  const limit =
    style.type === "limit"
      ? roundPrice(style.price, sign, true, tick)
      : style.type === "stop-limit" || style.type === "limit-if-touched"
        ? roundPrice(style.limit, sign, true, tick)
        : null;
  const trigger =
    style.type === "stop" || style.type === "stop-limit"
      ? roundPrice(style.price, sign, false, tick)
      : style.type === "market-if-touched" || style.type === "limit-if-touched"
        ? roundPrice(style.price, sign, true, tick)
        : style.type === "trailing-stop"
          ? roundPrice(
              bar.close + sign * (style.unit === "percent" ? (bar.close * style.distance) / 100 : style.distance),
              sign,
              false,
              tick,
            )
          : null;
  const price = limit ?? trigger ?? bar.close;
  const isSizedAtFill = execution.sizeAt === "fill" && size.unit === "equity-percent";
  const attachments = entry ? protections.map((one) => ({ ...one })) : [];
  if (attachments.some((one) => !(one.distance > 0))) {
    deny();
    return;
  }
  const tif = intent.timeInForce ?? "gtc";
  if ((tif === "on-open" || tif === "on-close") && style.type !== "market" && style.type !== "limit") {
    deny();
    return;
  }
  if (tif === "gtd" && !(intent.goodTill !== undefined && intent.goodTill > bar.time)) {
    deny();
    return;
  }
  if (!entry && held === 0) {
    deny();
    return;
  }
  let quantity: number | null = null;
  if (!isSizedAtFill) {
    quantity = unitsOf();
    if (quantity === 0) {
      deny();
      return;
    }
    if (entry) {
      const room = buyingPower();
      const fee = feeOf(
        { order: null, price, quantity, maker: false, time: bar.time },
        settings,
        instrument.multiplier,
      );
      if (quantity * price * instrument.multiplier + fee > room + 1e-9 * equity) {
        if (execution.beyondBuyingPower === "deny") {
          deny();
          return;
        }
        quantity = mostThatFits(room, price, instrument, settings, bar.time);
        if (quantity === 0) {
          deny();
          return;
        }
      }
    } else quantity = Math.min(quantity, Math.abs(held));
  } else if (entry) {
    const money = equity * (1 - execution.cashBufferPercent / 100) * (size.amount / 100);
    if (money > buyingPower() + 1e-9 * equity) {
      deny();
      return;
    }
  }
  const fillsNow =
    execution.fill === "same-close" && style.type === "market" && tif !== "on-open" && tif !== "on-close";
  const order: OracleOrder = {
    id,
    lane,
    sign,
    type: style.type,
    tif,
    goodTill: intent.goodTill ?? null,
    left: quantity,
    sizePercent: size.amount,
    limit,
    trigger,
    triggered: false,
    trail: style.type === "trailing-stop" ? { distance: style.distance, percent: style.unit === "percent" } : null,
    reduceOnly: !entry,
    protective: false,
    link: intent.oco === undefined ? null : `oco:${intent.oco}`,
    from: fillsNow ? index : index + 1,
    born: null,
    attachments,
    filled: 0,
    feePaid: 0,
    filledValue: 0,
    entry,
  };
  state.orders[lane]!.push(order);

  function deny(): void {
    result.ends.set(id, "denied");
  }

  function unitsOf(): number {
    const unit = price * instrument.multiplier;
    const lots = (units: number): number => stepsDown(units, instrument.lotSize);
    if (size.unit === "units") return lots(size.amount);
    if (size.unit === "lots") return lots(size.amount * instrument.lotSize);
    if (size.unit === "value") return lots(size.amount / unit);
    if (size.unit === "position-percent") return lots((Math.abs(held) * size.amount) / 100);
    if (size.unit === "equity-percent") {
      const money = equity * (1 - execution.cashBufferPercent / 100) * (size.amount / 100);
      return mostThatFits(money, price, instrument, settings, bar.time);
    }
    const stop = attachments.find((one) => one.role === "stop");
    if (!stop) return 0;
    const distance = stop.percent ? (price * stop.distance) / 100 : stop.distance;
    return lots((equity * size.amount) / 100 / (distance * instrument.multiplier));
  }

  function buyingPower(): number {
    let reserved = 0;
    state.orders.forEach((orders, at) => {
      for (const order of orders) {
        if (!order.entry || order.left === null) continue;
        reserved += order.left * (order.limit ?? order.trigger ?? state.mark[at]!) * instruments[at]!.multiplier;
      }
    });
    if (execution.account === "cash") return sign < 0 ? 0 : state.cash - reserved;
    let gross = 0;
    state.position.forEach((units, at) => {
      gross += Math.abs(units * state.mark[at]! * instruments[at]!.multiplier);
    });
    return equity * execution.leverage - gross + task.freed * price * instrument.multiplier - reserved;
  }
}
