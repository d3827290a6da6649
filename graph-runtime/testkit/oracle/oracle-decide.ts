import type { OrderIntent, SizeRequest } from "../../nodes/order-intent.ts";
import { pointOf } from "./oracle-account.ts";
import { changeWorking } from "./oracle-change.ts";
import type { OracleAttachment, OracleOrder } from "./oracle-order.ts";
import { type DecideTask, roomFor } from "./oracle-room.ts";
import { feeOf, mostThatFits, roundPrice, stepsDown } from "./oracle-rules.ts";
import type { OracleResult } from "./run-oracle.ts";

/** Turns one wish of the strategy into orders: size, checks, and a place among the working orders. */
export function decideOrders(task: DecideTask, result: OracleResult): void {
  const { intent, lane, state } = task;
  const held = state.position[lane]!;
  if (intent.action === "cancel") {
    const isMeant = (one: OracleOrder): boolean =>
      intent.what === "all" ? !one.protective : intent.what === "entries" ? one.entry : !one.entry && !one.protective;
    for (const order of state.orders[lane]!.filter(isMeant)) {
      state.orders[lane] = state.orders[lane]!.filter((one) => one !== order);
      result.ends.set(order.id, "cancelled");
    }
    return;
  }
  if (intent.action === "change") {
    changeWorking({ ...task, intent }, result);
    return;
  }
  if (intent.action === "exit") {
    send({ ...task, sign: held > 0 ? -1 : 1, entry: false, size: intent.size, freed: 0 }, result);
    return;
  }
  if (intent.action === "halt") return;
  if (intent.action === "target") {
    moveToTarget(task, intent, result);
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

/** How many units a signed size is worth at the close, whatever is held now. */
function unitsWorth(size: SizeRequest, { bar, equity, state, instruments, settings, lane }: DecideTask): number {
  const instrument = instruments[lane]!;
  const wanted = Math.abs(size.amount);
  const point = pointOf(state, instruments, lane);
  const unit = bar.close * point;
  const whole = (units: number): number => stepsDown(units, instrument.lotSize);
  if (size.unit === "units") return whole(wanted);
  if (size.unit === "lots") return whole(wanted * instrument.lotSize);
  if (size.unit === "value") return whole(wanted / unit);
  const money = equity * (1 - settings.execution.cashBufferPercent / 100) * (wanted / 100);
  return mostThatFits(money, bar.close, { lot: instrument.lotSize, point }, settings, bar.time);
}

/** Sells down or buys up to the target: first what closes the position, then what opens another. */
function moveToTarget(
  task: DecideTask,
  { size, corridorPercent }: Extract<OrderIntent, { action: "target" }>,
  result: OracleResult,
): void {
  const { lane, bar, equity, instruments, state } = task;
  const { lotSize } = instruments[lane]!;
  const multiplier = pointOf(state, instruments, lane);
  const held = state.position[lane]!;
  const goal = Math.sign(size.amount) * unitsWorth(size, task);
  const lots = Math.round((goal - held) / lotSize);
  if (lots === 0) return;
  const gap = tidyLots(lots, lotSize);
  if (goal !== 0 && Math.abs(gap) * bar.close * multiplier < (equity * corridorPercent) / 100) return;
  const sign = gap > 0 ? 1 : -1;
  const closes = held * gap < 0 ? Math.min(Math.abs(held), Math.abs(gap)) : 0;
  const opens = tidyLots(Math.round((Math.abs(gap) - closes) / lotSize), lotSize);
  const units = (amount: number): SizeRequest => ({ unit: "units", amount });
  if (closes > 0) send({ ...task, sign, entry: false, size: units(closes), freed: 0 }, result);
  if (opens > 0) send({ ...task, sign, entry: true, size: units(opens), freed: closes }, result);
}

function tidyLots(lots: number, lotSize: number): number {
  const inverse = Math.round(1 / lotSize);
  return inverse > 1 && Math.abs(inverse * lotSize - 1) < 1e-12 ? lots / inverse : lots * lotSize;
}

type Sending = DecideTask & { sign: 1 | -1; entry: boolean; size: SizeRequest; freed: number };

function send(task: Sending, result: OracleResult): void {
  const { intent, lane, index, bar, equity, state, instruments, settings, sign, entry, size, protections } = task;
  if (intent.action === "cancel" || intent.action === "change" || intent.action === "halt") return;
  const instrument = instruments[lane]!;
  const { style } = intent;
  const { execution } = settings;
  const held = state.position[lane]!;
  const tick = instrument.tickSize;
  const id = state.nextId++;
  const point = pointOf(state, instruments, lane);
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
  const own = intent.action === "enter" ? (intent.protect ?? []) : [];
  const general = protections.filter(
    (one) => one.ratchet !== undefined || own.every((other) => other.role !== one.role),
  );
  const attachments: OracleAttachment[] = entry
    ? [...own.map(({ role, unit, distance }) => ({ role, percent: unit === "percent", distance })), ...general].map(
        (one) => ({ ...one }),
      )
    : [];
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
  if ((!entry && held === 0) || state.ended[lane]!) {
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
      const fee = feeOf({ order: null, price, quantity, maker: false, time: bar.time }, settings, point);
      if (quantity * price * point + fee > room + 1e-9 * equity) {
        if (execution.beyondBuyingPower === "deny") {
          deny();
          return;
        }
        quantity = mostThatFits(room, price, { lot: instrument.lotSize, point }, settings, bar.time);
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
    isSizedAtFill,
    limit,
    trigger,
    triggered: false,
    trail:
      style.type === "trailing-stop"
        ? { distance: style.distance, percent: style.unit === "percent", begins: null }
        : null,
    ratchets: [],
    rung: false,
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
    isMarginCall: false,
  };
  state.orders[lane]!.push(order);

  function deny(): void {
    result.ends.set(id, "denied");
  }

  function unitsOf(): number {
    const unit = price * point;
    const lots = (units: number): number => stepsDown(units, instrument.lotSize);
    if (size.unit === "units") return lots(size.amount);
    if (size.unit === "lots") return lots(size.amount * instrument.lotSize);
    if (size.unit === "value") return lots(size.amount / unit);
    if (size.unit === "position-percent") return lots((Math.abs(held) * size.amount) / 100);
    if (size.unit === "equity-percent") {
      const money = equity * (1 - execution.cashBufferPercent / 100) * (size.amount / 100);
      return mostThatFits(money, price, { lot: instrument.lotSize, point }, settings, bar.time);
    }
    const stop = attachments.find((one) => one.role === "stop" && one.ratchet === undefined);
    if (!stop) return 0;
    const distance = stop.percent ? (price * stop.distance) / 100 : stop.distance;
    return lots((equity * size.amount) / 100 / (distance * point));
  }

  function buyingPower(): number {
    return roomFor(task, sign, { freed: task.freed * price * point, except: null });
  }
}
