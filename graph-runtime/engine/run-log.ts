import type { Alert } from "../market/alert.ts";
import type { CashEntry } from "../market/cash-entry.ts";
import { type Denial, wordsOf } from "../market/denial.ts";
import type { FillRecord } from "../market/fill.ts";
import { FillLog } from "../market/fill-log.ts";
import type { OrderRecord } from "../market/order.ts";
import { OrderLog } from "../market/order-log.ts";
import type { OrderUpdate } from "../market/order-update.ts";
import { HeldSpans } from "./held-spans.ts";

/** Alerts that are kept of one run; what rings more often than that says nothing. */
export const MOST_ALERTS = 10_000;

/** Where the engine writes down what happened. */
export interface RunLog {
  ambiguousBars: number;
  /** Bars that the magnifier walked along finer bars, and those for which it had none. */
  finerBars: number;
  coarseBars: number;
  /** Changes of working orders that the strategy asked for, refused ones included. */
  readonly updates: OrderUpdate[];
  /** Money that moved without a fill, in the order in which it did. */
  readonly cash: CashEntry[];
  /** What the strategy raised; a backtest keeps the first ones and counts the rest. */
  readonly alerts: Alert[];
  alertsLeftOut: number;
  /** The bars at whose closes something was held; null where nobody asks. */
  readonly held: HeldSpans | null;
  /** It keeps the records of orders that it is given, rather than copying what they say. */
  readonly keepsRecords: boolean;
  /** An order was booked, or denied. */
  add(order: OrderRecord, denial: Denial | null): void;
  /** A booked order changed. */
  update(order: OrderRecord): void;
  /** The object is the next fill's, too: what is kept is a copy. */
  fill(fill: FillRecord): void;
}

/** The log of a backtest: columns, read when the run is over. */
export class ColumnLog implements RunLog {
  ambiguousBars = 0;
  finerBars = 0;
  coarseBars = 0;
  readonly updates: OrderUpdate[] = [];
  readonly cash: CashEntry[] = [];
  readonly alerts: Alert[] = [];
  alertsLeftOut = 0;
  readonly held = new HeldSpans();
  readonly keepsRecords = false;
  readonly orders = new OrderLog();
  readonly fills = new FillLog();

  add(order: OrderRecord, denial: Denial | null): void {
    this.orders.add(order, denial);
  }

  update(order: OrderRecord): void {
    this.orders.update(order);
  }

  fill(fill: FillRecord): void {
    this.fills.add(fill);
  }

  clear(): void {
    this.ambiguousBars = 0;
    this.finerBars = 0;
    this.coarseBars = 0;
    this.alertsLeftOut = 0;
    for (const rows of [this.updates, this.cash, this.alerts]) if (rows.length > 0) rows.length = 0;
    this.held.clear();
    this.orders.clear();
    this.fills.clear();
  }
}

/** The log of a run that is stepped: what happened since its driver last emptied it. */
export class StepLog implements RunLog {
  ambiguousBars = 0;
  finerBars = 0;
  coarseBars = 0;
  readonly updates: OrderUpdate[] = [];
  readonly cash: CashEntry[] = [];
  readonly alerts: Alert[] = [];
  alertsLeftOut = 0;
  readonly held = null;
  readonly keepsRecords = true;
  readonly orders: OrderRecord[] = [];
  readonly fills: FillRecord[] = [];
  /** Orders whose record is new or has changed. */
  readonly changed = new Set<OrderRecord>();

  add(order: OrderRecord, denial: Denial | null): void {
    if (denial !== null) order.deniedReason = wordsOf(denial);
    this.orders.push(order);
    this.changed.add(order);
  }

  update(order: OrderRecord): void {
    this.changed.add(order);
  }

  fill(fill: FillRecord): void {
    this.fills.push({ ...fill });
  }

  clear(): void {
    this.orders.length = 0;
    this.fills.length = 0;
    this.updates.length = 0;
    this.cash.length = 0;
    this.alerts.length = 0;
    this.alertsLeftOut = 0;
    this.changed.clear();
  }
}
