import { roundToLot } from "../core/rounding.ts";
import type { Settings } from "../graph/settings.ts";
import type { Books } from "./apply-events.ts";
import type { DeskMoment } from "./order-desk.ts";

export const MARGIN_NODE = "margin-call";

export type MarginTask = Books & {
  readonly settings: Settings;
  readonly equity: number;
  readonly momentOf: (lane: number) => DeskMoment;
};

/** Closes positions at the next open where equity is below the maintenance share of their value: losers first, no more than needed. */
export function callMargin(task: MarginTask): void {
  const { ledger, desk, instruments, settings, equity, momentOf } = task;
  const share = (settings.execution.maintenanceMarginPercent ?? 0) / 100;
  const gross = ledger.grossValue();
  if (gross === 0 || equity >= share * gross) return;
  // what is on its way out already counts as gone
  let excess = gross - equity / share;
  const lanes = instruments.map((_, lane) => lane).filter((lane) => ledger.quantity[lane] !== 0);
  for (const lane of lanes) {
    for (const { record } of desk.working[lane]!)
      if (record.nodeId === MARGIN_NODE) excess -= (record.quantity - record.filledQuantity) * unitValue(task, lane);
  }
  lanes.sort((a, b) => ledger.unrealised(a) - ledger.unrealised(b) || a - b);
  for (const lane of lanes) {
    if (excess <= 0) return;
    const isCalled = desk.working[lane]!.some(({ record }) => record.nodeId === MARGIN_NODE);
    if (isCalled) continue;
    for (const order of [...desk.working[lane]!]) if (order.record.role === "entry") desk.cancel(order);
    const { lotSize } = instruments[lane]!;
    const held = Math.abs(ledger.quantity[lane]!);
    const whole = roundToLot(excess / unitValue(task, lane), lotSize);
    const units = Math.min(held, whole < held ? whole + lotSize : held);
    excess -= units * unitValue(task, lane);
    desk.reduce(momentOf(lane), units, { node: MARGIN_NODE, reason: "margin call" });
  }
}

function unitValue({ ledger }: MarginTask, lane: number): number {
  return ledger.mark[lane]! * ledger.multiplier[lane]!;
}
