import type { Lane, RunResult, RunSettingsView } from "../analytics/run-result.ts";
import type { BarColumns } from "../market/bars.ts";
import type { FillRecord } from "../market/fill.ts";
import { FillLog } from "../market/fill-log.ts";
import { type Instrument, shareInstrument } from "../market/instrument.ts";
import type { OrderRecord } from "../market/order.ts";
import { OrderLog } from "../market/order-log.ts";

const SETTINGS: RunSettingsView = {
  timeframe: "1d",
  currency: "USD",
  capital: 100_000,
  execution: {
    fill: "next-open",
    intrabar: "pessimistic",
    limitPenetrationTicks: 1,
    cashBufferPercent: 0,
    sizeAt: "decision",
    beyondBuyingPower: "deny",
    account: "margin",
  },
  costs: { model: "none" },
  slippage: { model: "none" },
};

export type RunPieces = {
  readonly time: ArrayLike<number>;
  readonly equity: ArrayLike<number>;
  readonly exposure?: ArrayLike<number>;
  readonly fills?: readonly FillRecord[];
  readonly orders?: readonly OrderRecord[];
  readonly ambiguousBars?: number;
  readonly settings?: Partial<RunSettingsView>;
};

/** Returns a finished run made of given pieces, for tests of what is computed from runs. */
export function runOf(pieces: RunPieces): RunResult {
  const time = Float64Array.from(pieces.time);
  const equity = Float64Array.from(pieces.equity);
  return {
    time,
    equity,
    exposure: pieces.exposure ? Float64Array.from(pieces.exposure) : new Float64Array(time.length),
    fillLog: FillLog.from(pieces.fills ?? []),
    orderLog: OrderLog.from(pieces.orders ?? []),
    ambiguousBars: pieces.ambiguousBars ?? 0,
    settings: { ...SETTINGS, capital: equity[0] ?? SETTINGS.capital, ...pieces.settings },
  };
}

/** Returns a lane whose bars are flat at the given closes. */
export function laneOf(time: ArrayLike<number>, close: ArrayLike<number>, instrument: Partial<Instrument> = {}): Lane {
  const prices = Float64Array.from(close);
  const bars: BarColumns = {
    time: Float64Array.from(time),
    open: prices,
    high: prices,
    low: prices,
    close: prices,
    volume: new Float64Array(prices.length).fill(1_000_000),
  };
  return { instrument: shareInstrument("TEST", instrument), bars };
}

/** Returns a fill; `change` sets what matters to the test. */
export function fillOf(
  change: Partial<FillRecord> & Pick<FillRecord, "bar" | "side" | "quantity" | "price">,
): FillRecord {
  return { orderId: 0, lane: 0, role: "entry", nodeId: "node", reason: "reason", time: 0, fee: 0, ...change };
}

/** Returns money that starts at a sum and has the given returns, one element longer than they are. */
export function curveOf(returns: readonly number[], start = 100_000): number[] {
  const curve = [start];
  let money = start;
  for (const value of returns) {
    money *= 1 + value;
    curve.push(money);
  }
  return curve;
}
