import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";
import type { BacktestResult } from "./run-backtest.ts";
import { runFingerprint } from "./run-fingerprint.ts";

/** What a run leaves, without what is read from its logs. */
export type RunParts = Omit<BacktestResult, "fingerprint" | "orders" | "fills">;

/** A finished run, whose rows and fingerprint are made when first read. A class, since a sweep makes one for each point. */
export class FinishedRun implements BacktestResult {
  readonly time: BacktestResult["time"];
  readonly equity: BacktestResult["equity"];
  readonly exposure: BacktestResult["exposure"];
  readonly held: BacktestResult["held"];
  readonly orderLog: BacktestResult["orderLog"];
  readonly fillLog: BacktestResult["fillLog"];
  readonly updates: BacktestResult["updates"];
  readonly cash: BacktestResult["cash"];
  readonly alerts: BacktestResult["alerts"];
  readonly alertsLeftOut: number;
  readonly probes: BacktestResult["probes"];
  readonly ambiguousBars: number;
  readonly finerBars: number;
  readonly coarseBars: number;
  readonly signalsGiven: number | null;
  readonly cancelled: boolean;
  readonly settings: BacktestResult["settings"];
  readonly diagnostics: BacktestResult["diagnostics"];
  #fingerprint: string | null = null;
  #orders: readonly OrderRecord[] | null = null;
  #fills: readonly FillRecord[] | null = null;

  constructor(parts: RunParts) {
    this.time = parts.time;
    this.equity = parts.equity;
    this.exposure = parts.exposure;
    this.held = parts.held;
    this.orderLog = parts.orderLog;
    this.fillLog = parts.fillLog;
    this.updates = parts.updates;
    this.cash = parts.cash;
    this.alerts = parts.alerts;
    this.alertsLeftOut = parts.alertsLeftOut;
    this.probes = parts.probes;
    this.ambiguousBars = parts.ambiguousBars;
    this.finerBars = parts.finerBars;
    this.coarseBars = parts.coarseBars;
    this.signalsGiven = parts.signalsGiven;
    this.cancelled = parts.cancelled;
    this.settings = parts.settings;
    this.diagnostics = parts.diagnostics;
  }

  get fingerprint(): string {
    this.#fingerprint ??= runFingerprint({ orders: this.orderLog, fills: this.fillLog, equity: this.equity });
    return this.#fingerprint;
  }

  get orders(): readonly OrderRecord[] {
    this.#orders ??= this.orderLog.records();
    return this.#orders;
  }

  get fills(): readonly FillRecord[] {
    this.#fills ??= this.fillLog.records();
    return this.#fills;
  }
}
