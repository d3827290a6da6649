import { DAY, HOUR } from "../../core/time.ts";
import { Settings } from "../../graph/settings.ts";
import type { ConversionRates } from "../../market/conversion-rates.ts";
import { type Instrument, shareInstrument } from "../../market/instrument.ts";
import type { InstrumentEvent } from "../../market/instrument-event.ts";
import type { OrderIntent, OrderStyle, SizeRequest, TimeInForce } from "../../nodes/order-intent.ts";
import type { OracleBar } from "./oracle-match.ts";
import type { OracleCase, OracleProtection } from "./run-oracle.ts";

const LANE_PRICES = [100, 400];

/** Returns the lane that a close belongs to. */
export function laneOf(close: number): number {
  return close > 250 ? 1 : 0;
}

/** A small seeded generator; the same seed gives the same case for ever. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws bars on a coarse grid of ticks, so that touches, gaps and ties are common, and orders around them. */
export function randomCase(seed: number): OracleCase {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const chance = (share: number): boolean => random() < share;
  const lanes = chance(0.25) ? 2 : 1;
  const tick = pick([0.01, 0.25, 1]);
  const instruments: Instrument[] = Array.from({ length: lanes }, (_, lane) =>
    shareInstrument(`L${lane}`, {
      tickSize: tick,
      lotSize: pick([1, 1, 10, 0.1]),
      multiplier: pick([1, 1, 5]),
      calendar: "always",
    }),
  );
  const step = chance(0.3) ? 6 * HOUR : DAY;
  const count = 6 + Math.floor(random() * 14);
  instruments.forEach((instrument, lane) => {
    if (!chance(0.25)) return;
    const expiry = chance(0.6) ? { expiry: Math.floor(random() * count * step) } : {};
    const finalPrice = chance(0.3) ? { finalPrice: LANE_PRICES[lane]! + 2 } : {};
    instruments[lane] = { ...instrument, settles: chance(0.7) ? "daily" : "trade", ...expiry, ...finalPrice };
  });
  const onGrid = (price: number): number => Math.max(1, Math.round(price / 0.5)) * 0.5;
  const times = Array.from({ length: count }, (_, i) => i * step);
  const last = instruments.map((_, lane) => LANE_PRICES[lane]!);
  const isMagnified = chance(0.15);
  const bars = times.map((time) =>
    instruments.map((_, lane): OracleBar | null => {
      // an instant at which nobody has a bar does not exist
      if (lane > 0 && chance(0.15)) return null;
      const open = onGrid(last[lane]! + (random() - 0.5) * 6);
      const close = onGrid(open + (random() - 0.5) * 6);
      const high = onGrid(Math.max(open, close) + random() * 3);
      const low = Math.min(open, close, onGrid(Math.min(open, close) - random() * 3));
      last[lane] = close;
      return { time, open, high: Math.max(high, open, close), low, close, volume: Math.floor(random() * 300) };
    }),
  );
  const settings = Settings.parse({
    timeframe: step === DAY ? "1d" : "4h",
    capital: pick([10_000, 100_000]),
    execution: {
      fill: pick(["next-open", "next-open", "next-open", "same-close", "next-close"]),
      intrabar: isMagnified ? "magnifier" : pick(["pessimistic", "pessimistic", "nearest-extreme", "ohlc", "olhc"]),
      limitPenetrationTicks: pick([0, 1, 1, 3]),
      cashBufferPercent: pick([0, 0.25]),
      sizeAt: pick(["decision", "decision", "fill"]),
      beyondBuyingPower: pick(["deny", "shrink"]),
      account: pick(["margin", "margin", "cash"]),
      leverage: pick([1, 2, 4]),
      ...(chance(0.25) ? { participationPercent: pick([2.5, 10, 50]) } : {}),
      ...(chance(0.4) ? { maintenanceMarginPercent: pick([50, 95, 99]) } : {}),
    },
    ...(chance(0.25) ? { financing: { cashInterestPercent: 3, marginInterestPercent: 7, borrowPercent: 20 } } : {}),
    costs: pick([
      { model: "none" },
      { model: "percent", percent: 0.1 },
      { model: "per-share", perShare: 0.005, minimum: 1, maximumPercent: 0.5 },
      { model: "per-trade", amount: 2 },
      { model: "per-contract", perContract: 0.7 },
      { model: "maker-taker", makerPercent: -0.01, takerPercent: 0.05 },
      {
        model: "schedule",
        rates: [
          { from: 0, percent: 0.2 },
          { from: 4 * DAY, percent: 0.1 },
        ],
      },
    ]),
    slippage: pick([
      { model: "none" },
      { model: "none" },
      { model: "ticks", ticks: 1 },
      { model: "percent", percent: 0.05 },
      { model: "half-spread", spreadPercent: 0.1 },
      { model: "volume-share", impact: 0.1 },
    ]),
  });
  const script = new Map<number, readonly (readonly OrderIntent[])[]>();
  for (let index = 0; index < count; index++) {
    if (!chance(0.5)) continue;
    script.set(
      index,
      instruments.map((_, lane) => {
        const bar = bars[index]![lane];
        if (!bar) return [];
        return Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomIntent(bar));
      }),
    );
  }
  const protections: OracleProtection[] = [];
  if (chance(0.6)) protections.push({ role: "stop", ...randomDistance() });
  if (chance(0.5)) protections.push({ role: "target", ...randomDistance() });
  if (chance(0.3))
    protections.push({ role: "trail", ...randomDistance(), ...(chance(0.3) ? { after: pick([1, 2]) } : {}) });
  if (chance(0.25)) protections.push(...randomLadder());
  if (chance(0.25)) protections.push({ role: "stop", ...randomDistance(), ratchet: randomRatchet() });
  const actions = instruments.map((_, lane) => (chance(0.3) ? randomEvents(lane) : []));
  const rates = instruments.map(() => (chance(0.2) ? randomRates() : null));
  const finer = bars.map((row) => row.map((bar) => (isMagnified && bar && chance(0.8) ? randomParts(bar) : null)));
  return { settings, instruments, bars, times, script, protections, actions, rates, finer };

  /** Draws finer bars, with gaps between them, that make up a bar; now and then they do not. */
  function randomParts(bar: OracleBar): OracleBar[] {
    const inside = (): number => onGrid(bar.low + random() * (bar.high - bar.low));
    const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, i) => {
      const [open, close, other, another] = [inside(), inside(), inside(), inside()];
      const high = Math.max(open, close, other, another);
      const low = Math.min(open, close, other, another);
      return { time: bar.time + i * HOUR, open, high, low, close, volume: 10 };
    });
    const first = parts[0]!;
    const last = parts.at(-1)!;
    first.open = bar.open;
    last.close = bar.close;
    if (chance(0.9)) pick(parts).high = bar.high;
    if (chance(0.9)) pick(parts).low = bar.low;
    return parts.map((part) => ({
      ...part,
      high: Math.max(part.high, part.open, part.close),
      low: Math.min(part.low, part.open, part.close),
    }));
  }

  function randomEvents(lane: number): InstrumentEvent[] {
    const near = (): number => onGrid(LANE_PRICES[lane]! + (random() - 0.5) * 6);
    const events = Array.from({ length: 1 + Math.floor(random() * 3) }, (): InstrumentEvent => {
      const time = Math.floor(random() * count * step);
      const draw = random();
      if (draw < 0.25) return { kind: "split", time, ratio: pick([2, 3, 0.5, 0.1]) };
      if (draw < 0.5)
        return { kind: "dividend", time, amount: 0.7, ...(chance(0.5) ? { payTime: time + 2.5 * DAY } : {}) };
      if (draw < 0.7)
        return { kind: "funding", time, rate: (random() - 0.4) * 0.01, ...(chance(0.5) ? { price: near() } : {}) };
      if (draw < 0.85) return { kind: "roll", time, symbol: "NEXT", closePrice: near(), openPrice: near() };
      return chance(0.2)
        ? { kind: "rename", time, symbol: "OTHER" }
        : { kind: "delist", time, ...(chance(0.5) ? { price: near() } : {}) };
    });
    return events.sort((a, b) => a.time - b.time);
  }

  function randomRates(): ConversionRates {
    const changes = [0.3, 0.6].map((share) => Math.floor(share * count) * step);
    return {
      time: Float64Array.of(0, ...changes),
      rate: Float64Array.from([1.25, 1.3, 0.8], (rate) => rate + random() / 100),
    };
  }

  function randomDistance(): { percent: boolean; distance: number } {
    return chance(0.5)
      ? { percent: true, distance: pick([0.5, 1, 3]) }
      : { percent: false, distance: pick([0.3, 1, 2.5]) };
  }

  function randomLadder(): OracleProtection[] {
    const cuts = pick([
      [0, 50, 100],
      [0, 33, 66],
      [0, 25, 50, 100],
    ]);
    return cuts
      .slice(1)
      .map((to, index) => ({ role: "target", ...randomDistance(), rung: { from: cuts[index]!, to } }));
  }

  function randomRatchet(): NonNullable<OracleProtection["ratchet"]> {
    const after = pick([0.5, 1, 2]);
    return chance(0.5)
      ? { after, lock: pick([0, 0.2]), step: 0, gain: 0 }
      : { after, lock: 0.2, step: 1, gain: pick([0.5, 1]) };
  }

  function ownDistance(): { unit: "percent" | "price"; distance: number } {
    const { percent, distance } = randomDistance();
    return { unit: percent ? "percent" : "price", distance };
  }

  function randomStyle(bar: OracleBar): OrderStyle {
    const near = (): number => bar.close + (random() - 0.5) * 6;
    switch (
      pick([
        "market",
        "market",
        "limit",
        "stop",
        "stop-limit",
        "market-if-touched",
        "limit-if-touched",
        "trailing-stop",
      ] as const)
    ) {
      case "limit":
        return { type: "limit", price: near() };
      case "stop":
        return { type: "stop", price: near() };
      case "stop-limit":
        return { type: "stop-limit", price: near(), limit: near() };
      case "market-if-touched":
        return { type: "market-if-touched", price: near() };
      case "limit-if-touched":
        return { type: "limit-if-touched", price: near(), limit: near() };
      case "trailing-stop":
        return chance(0.5)
          ? { type: "trailing-stop", distance: pick([0.5, 1.5]), unit: "price" }
          : { type: "trailing-stop", distance: pick([1, 2]), unit: "percent" };
      default:
        return { type: "market" };
    }
  }

  function randomTerms(bar: OracleBar): { timeInForce?: TimeInForce; goodTill?: number; oco?: string } {
    if (chance(0.6)) return chance(0.15) ? { oco: "pair" } : {};
    const timeInForce = pick(["gtc", "day", "gtd", "ioc", "fok", "on-open", "on-close"] as const);
    return timeInForce === "gtd"
      ? { timeInForce, goodTill: bar.time + step * Math.floor(random() * 4) }
      : { timeInForce };
  }

  function randomSize(): SizeRequest {
    return pick<SizeRequest>([
      { unit: "units", amount: 10 },
      { unit: "units", amount: 37.3 },
      { unit: "lots", amount: 3 },
      { unit: "value", amount: 4_000 },
      { unit: "equity-percent", amount: 40 },
      { unit: "equity-percent", amount: 100 },
      { unit: "risk-percent", amount: 1 },
    ]);
  }

  function randomChange(bar: OracleBar): OrderIntent {
    const near = (): number => bar.close + (random() - 0.5) * 6;
    return {
      action: "change",
      which: pick(["entries", "entries", "exits", "stops", "targets", "trails"]),
      reason: "script",
      ...(chance(0.5) ? { limitPrice: near() } : {}),
      ...(chance(0.5) ? { stopPrice: near() } : {}),
      ...(chance(0.4) ? { quantity: pick([5, 12, 40, 90]) } : {}),
    };
  }

  function randomIntent(bar: OracleBar): OrderIntent {
    const draw = random();
    if (draw < 0.04) return { action: "cancel", what: pick(["entries", "exits", "all"] as const), reason: "script" };
    if (draw < 0.1) return randomChange(bar);
    if (draw < 0.16) {
      const size = pick<SizeRequest>([
        { unit: "units", amount: pick([30, -30, 0]) },
        { unit: "lots", amount: pick([4, -2]) },
        { unit: "value", amount: pick([5_000, -2_500]) },
        { unit: "equity-percent", amount: pick([60, 100, -40, 0]) },
      ]);
      const corridorPercent = pick([0, 0, 20]);
      return { action: "target", size, style: { type: "market" }, corridorPercent, reason: "target position" };
    }
    const style = randomStyle(bar);
    const terms = randomTerms(bar);
    if (draw < 0.4) {
      const size: SizeRequest = { unit: "position-percent", amount: pick([50, 100, 100]) };
      return { action: "exit", direction: 0, size, style, reason: "script", ...terms };
    }
    const direction = chance(0.6) ? 1 : -1;
    const entry = { action: "enter", direction, size: randomSize(), style, reverse: chance(0.4), ...terms } as const;
    if (chance(0.85)) return { ...entry, reason: "script" };
    const protect = (["stop", "target"] as const).filter(() => chance(0.7)).map((role) => ({ role, ...ownDistance() }));
    return { ...entry, protect, reason: "script" };
  }
}
