import type { Settings } from "../../graph/settings.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { OracleAttachment, OracleEnd, OracleOrder } from "./oracle-order.ts";
import { roundPrice, slipped, stepsDown } from "./oracle-rules.ts";

export type OracleBar = { time: number; open: number; high: number; low: number; close: number; volume: number };

/** A fill on one path; `filledBefore` is what the order had filled until then. */
export type MatchFill = {
  order: OracleOrder;
  price: number;
  quantity: number;
  maker: boolean;
  filledBefore: number;
  /** The orders that are left once everything that hangs on the fill is done. */
  left: OracleOrder[];
};

/** The world of one lane during one bar. `match` changes it freely: callers hand in copies. */
export type MatchWorld = {
  orders: OracleOrder[];
  position: number;
  /** What entries may still spend: without bound unless it is a cash account. */
  cash: number;
  ends: Map<OracleOrder, OracleEnd>;
  fills: MatchFill[];
  /** Protective orders in the order in which fills brought them to life. */
  activated: OracleOrder[];
};

export type MatchTask = {
  bar: OracleBar;
  /** The finer bars of the bar, or the bar itself. */
  parts: readonly OracleBar[];
  index: number;
  instrument: Instrument;
  settings: Settings;
  opensSession: boolean;
  closesSession: boolean;
  /** Account money for one point of one unit. */
  point: number;
  /** Commission of a further fill of an order. */
  feeFor: (order: OracleOrder, price: number, quantity: number, maker: boolean) => number;
  /** Units of a share of equity at a price. */
  sizeAt: (order: OracleOrder, price: number) => number;
};

/** Follows one path through the bar, always doing the one thing that happens next. */
export function matchAlong(world: MatchWorld, task: MatchTask, lowFirst: boolean): void {
  const { bar, instrument, settings } = task;
  const tick = instrument.tickSize;
  const through = settings.execution.limitPenetrationTicks * tick;
  const cap = settings.execution.participationPercent;
  let liquidity =
    cap === undefined ? Number.POSITIVE_INFINITY : stepsDown((bar.volume * cap) / 100, instrument.lotSize);
  const isMarket = (order: OracleOrder): boolean =>
    order.type === "market" || (order.triggered && ["stop", "trailing-stop", "market-if-touched"].includes(order.type));
  const atClose = (order: OracleOrder): boolean =>
    order.tif === "on-close" ||
    (order.type === "market" && settings.execution.fill === "next-close" && order.tif !== "on-open");
  const extremes = new Map<OracleOrder, number>();
  const done = new Set<OracleOrder>();
  const live = (order: OracleOrder): boolean =>
    world.orders.includes(order) && !done.has(order) && order.from <= task.index;

  function end(order: OracleOrder, how: OracleEnd): void {
    world.orders = world.orders.filter((other) => other !== order);
    world.ends.set(order, how);
  }

  function fill(order: OracleOrder, price: number, isSlipped: boolean, maker: boolean): void {
    const wanted = order.left ?? task.sizeAt(order, priceAfterSlip(order, price, isSlipped, 0));
    let quantity = wanted;
    if (order.reduceOnly) quantity = world.position * order.sign < 0 ? Math.min(quantity, Math.abs(world.position)) : 0;
    if (order.reduceOnly && quantity === 0) {
      done.add(order);
      return;
    }
    if (quantity === 0) {
      end(order, "cancelled");
      return;
    }
    if (order.tif === "fok" && quantity > liquidity) {
      end(order, "cancelled");
      return;
    }
    quantity = Math.min(quantity, liquidity);
    if (quantity === 0) {
      done.add(order);
      return;
    }
    const volumeShare = (units: number): number => Math.min(1, units / bar.volume);
    const asked = quantity;
    if (order.entry && order.sign > 0) {
      const at = priceAfterSlip(order, price, isSlipped, volumeShare(quantity));
      const costs = (): number => quantity * at * task.point + task.feeFor(order, at, quantity, maker);
      const mayShrink = settings.execution.beyondBuyingPower === "shrink" && order.tif !== "fok";
      if (costs() > world.cash * (1 + 1e-9)) {
        if (!mayShrink) quantity = 0;
        while (quantity > 0 && costs() > world.cash) quantity = tidy(quantity - instrument.lotSize, instrument.lotSize);
      }
      if (quantity <= 0) {
        end(order, "cancelled");
        return;
      }
    }
    liquidity = stepsDown(liquidity - quantity, instrument.lotSize);
    if (cap === undefined) liquidity = Number.POSITIVE_INFINITY;
    const paid = priceAfterSlip(order, price, isSlipped, volumeShare(quantity));
    world.cash -= order.sign * quantity * paid * task.point + task.feeFor(order, paid, quantity, maker);
    order.left = tidy(wanted - quantity, instrument.lotSize);
    if (order.reduceOnly && quantity === Math.abs(world.position)) order.left = 0;
    const filledBefore = order.filled;
    order.filled += quantity;
    world.position = tidy(world.position + order.sign * quantity, instrument.lotSize);
    const own: MatchFill = { order, price: paid, quantity, maker, filledBefore, left: [] };
    world.fills.push(own);
    if (order.left === 0) end(order, "filled");
    else done.add(order);
    settlePeers(order, quantity);
    for (const attachment of order.attachments) protect(order, attachment, paid, quantity, filledBefore);
    for (const other of [...world.orders]) {
      const belongs = other.protective || other.reduceOnly;
      if (belongs && other.sign * world.position >= 0) end(other, "cancelled");
    }
    if (quantity < asked) end(order, "cancelled");
    own.left = world.orders.map((other) => ({ ...other }));
  }

  /** What a fill leaves to the orders that belong with it. */
  function settlePeers(order: OracleOrder, quantity: number): void {
    if (order.link === null) return;
    const peers = world.orders.filter((peer) => peer !== order && peer.link === order.link);
    let room = order.left ?? 0;
    for (const peer of peers) {
      if (!order.protective) end(peer, "cancelled");
      else if (order.rung && peer.rung) continue;
      else if (order.rung || !peer.rung) {
        peer.left = tidy((peer.left ?? 0) - quantity, instrument.lotSize);
        if (peer.left <= 0 || (order.left === 0 && !order.rung)) end(peer, "cancelled");
      } else {
        peer.left = Math.min(peer.left ?? 0, room);
        room = tidy(room - peer.left, instrument.lotSize);
        if (peer.left === 0) end(peer, "cancelled");
      }
    }
  }

  function priceAfterSlip(order: OracleOrder, price: number, isSlipped: boolean, share: number): number {
    if (!isSlipped) return price;
    const worse = slipped(price, order.sign, share, settings, tick);
    if (order.limit === null) return worse;
    return order.sign > 0 ? Math.min(worse, order.limit) : Math.max(worse, order.limit);
  }

  function protect(
    entry: OracleOrder,
    { role, percent, distance, rung, after, ratchet }: OracleAttachment,
    price: number,
    quantity: number,
    filledBefore: number,
  ): void {
    if (ratchet) return;
    const points = percent ? (price * distance) / 100 : distance;
    const share = rung
      ? tidy(
          stepsDown((quantity * rung.to) / 100, instrument.lotSize) -
            stepsDown((quantity * rung.from) / 100, instrument.lotSize),
          instrument.lotSize,
        )
      : quantity;
    if (share === 0) return;
    const level = role === "target" ? price + entry.sign * points : price - entry.sign * points;
    const sign = entry.sign > 0 ? -1 : 1;
    const rounded = roundPrice(level, sign, role === "target", tick);
    const order: OracleOrder = {
      id: -1,
      lane: entry.lane,
      sign,
      type: role === "target" ? "limit" : role === "stop" ? "stop" : "trailing-stop",
      tif: "gtc",
      goodTill: null,
      left: share,
      sizePercent: 0,
      isSizedAtFill: false,
      limit: role === "target" ? rounded : null,
      trigger: role === "target" ? null : rounded,
      triggered: false,
      trail:
        role === "trail"
          ? { distance, percent, begins: after === undefined ? null : price + entry.sign * after * points }
          : null,
      ratchets: role === "target" ? [] : entry.attachments.flatMap((one) => ratchetOf(one, price)),
      rung: rung !== undefined,
      reduceOnly: true,
      protective: true,
      link: `${entry.id}/${filledBefore}`,
      from: task.index,
      born: bar.time,
      attachments: [],
      filled: 0,
      feePaid: 0,
      filledValue: 0,
      entry: false,
      isMarginCall: false,
    };
    world.orders.push(order);
    world.activated.push(order);
    extremes.set(order, here);
  }

  /** What an order does when the price stands at `price`: nothing, or its next act. */
  function actAt(order: OracleOrder, price: number, atOpen: boolean, isGap = false): boolean {
    const { sign, limit, trigger } = order;
    if (isMarket(order)) {
      if (!atOpen && order.type === "market") return false;
      fill(order, price, true, false);
      return true;
    }
    const maker = isGap || !(atOpen && order.from === task.index);
    const restsAsLimit = order.type === "limit" || order.triggered;
    if (restsAsLimit) {
      const better = sign * (limit! - price);
      if (atOpen && (better > 0 || (order.tif === "on-open" && better === 0))) {
        fill(order, price, false, maker);
        return true;
      }
      if (!atOpen && sign * (limit! - sign * through - price) >= -1e-12 * Math.abs(price)) {
        fill(order, limit!, false, true);
        return true;
      }
      return false;
    }
    const touched =
      order.type === "market-if-touched" || order.type === "limit-if-touched"
        ? sign * (trigger! - price) >= 0
        : sign * (price - trigger!) >= 0;
    if (!touched) return false;
    order.triggered = true;
    if (limit === null) fill(order, price, true, false);
    else if (sign * (limit - price) >= 0) fill(order, price, true, false);
    return true;
  }

  /** The price at which an order would act next on the way to `target`, or null. */
  function nextActOn(order: OracleOrder, target: number): number | null {
    const { sign } = order;
    if (atClose(order) || order.tif === "on-open") return null;
    if (order.type === "market") return null;
    if (isMarket(order)) return here;
    const restsAsLimit = order.type === "limit" || order.triggered;
    const level = restsAsLimit ? order.limit! - sign * through : order.trigger!;
    const waitsBelow = restsAsLimit || order.type === "market-if-touched" || order.type === "limit-if-touched";
    const wanted = (waitsBelow ? -1 : 1) * sign;
    if (wanted * (here - level) >= 0) return here;
    return wanted * (target - level) >= -1e-12 * Math.abs(level) ? level : null;
  }

  let here = bar.open;
  for (const order of [...world.orders]) {
    if (!live(order) || atClose(order)) continue;
    if (order.tif === "on-open" && !task.opensSession) continue;
    actAt(order, here, true);
    const endsNow = order.tif === "ioc" || order.tif === "fok" || order.tif === "on-open";
    if (endsNow && world.orders.includes(order)) end(order, order.tif === "on-open" ? "expired" : "cancelled");
  }
  task.parts.forEach((part, place) => {
    if (place > 0) gap(part.open);
    const stops = lowFirst ? [part.low, part.high, part.close] : [part.high, part.low, part.close];
    for (const target of stops) goTo(target);
    if (place === task.parts.length - 1) closeBar();
    trailAfter(part);
    extremes.clear();
  });

  function goTo(target: number): void {
    for (;;) {
      let next: { order: OracleOrder; at: number } | null = null;
      for (const order of world.orders) {
        if (!live(order)) continue;
        const at = nextActOn(order, target);
        if (at !== null && (next === null || Math.abs(at - here) < Math.abs(next.at - here))) next = { order, at };
      }
      if (next === null) break;
      here = next.at;
      touchExtremes(here);
      if (!actAt(next.order, here, false)) throw new Error("an order that should act did not");
    }
    here = target;
    touchExtremes(here);
  }

  /** Between two finer bars the price jumps: what it jumps over acts where it lands. */
  function gap(price: number): void {
    here = price;
    touchExtremes(price);
    for (const order of [...world.orders]) {
      if (!live(order) || atClose(order) || order.tif === "on-open" || order.type === "market") continue;
      actAt(order, price, true, true);
    }
  }

  function closeBar(): void {
    for (const order of [...world.orders]) {
      if (!live(order) || !atClose(order)) continue;
      if (order.tif === "on-close" && !task.closesSession) continue;
      if (order.limit === null) fill(order, bar.close, true, false);
      else if (order.sign * (order.limit - bar.close) >= 0) fill(order, bar.close, false, false);
      if (!world.orders.includes(order)) continue;
      if (order.tif === "on-close") end(order, "expired");
      if (order.tif === "ioc" || order.tif === "fok") end(order, "cancelled");
    }
  }

  function trailAfter(part: OracleBar): void {
    for (const order of world.orders) {
      if ((order.trail === null && order.ratchets.length === 0) || order.triggered || order.from > task.index) continue;
      const extreme = extremes.get(order) ?? (order.sign < 0 ? part.high : part.low);
      const dust = 1e-9 * Math.abs(extreme);
      const levels: number[] = [];
      const { trail } = order;
      if (trail !== null && (trail.begins === null || -order.sign * (extreme - trail.begins) >= -dust)) {
        const points = trail.percent ? (extreme * trail.distance) / 100 : trail.distance;
        levels.push(extreme + order.sign * points);
      }
      for (const { entry, after, lock, step, gain } of order.ratchets) {
        const gained = -order.sign * (extreme - entry);
        if (gained < after - dust) continue;
        let stands = lock;
        for (let next = after + step; step > 0 && gained >= next - dust; next += step) stands += gain;
        levels.push(entry - order.sign * stands);
      }
      for (const level of levels.map((price) => roundPrice(price, order.sign, false, tick)))
        if (order.sign * (level - order.trigger!) < 0) order.trigger = level;
    }
  }

  function touchExtremes(price: number): void {
    for (const [order, extreme] of extremes)
      extremes.set(order, order.sign < 0 ? Math.max(extreme, price) : Math.min(extreme, price));
  }
}

function ratchetOf({ ratchet, percent, distance }: OracleAttachment, price: number): OracleOrder["ratchets"] {
  if (!ratchet) return [];
  const points = percent ? (price * distance) / 100 : distance;
  const { after, lock, step, gain } = ratchet;
  return [{ entry: price, after: after * points, lock: lock * points, step: step * points, gain: gain * points }];
}

/** Quantities are whole lots; sums of decimal fractions leave dust. */
function tidy(units: number, lot: number): number {
  const lots = units / lot;
  const whole = Math.round(lots);
  if (Math.abs(lots - whole) > 1e-6) return units;
  const inverse = Math.round(1 / lot);
  return inverse > 1 && Math.abs(inverse * lot - 1) < 1e-12 ? whole / inverse : whole * lot;
}
