import { OUTSIDE, type OutsideLimits } from "../risk/outside-limits.ts";
import type { Engine } from "./engine.ts";

/** Puts limits around a running strategy, in place of those before. What is to be closed is closed at once, not with the next bar. */
export function setLimits(engine: Engine, limits: OutsideLimits, sequence: number): void {
  engine.risk.setOutside(limits);
  if (!limits.held?.closes) return;
  engine.desk.cancelEntries();
  engine.flatten(sequence, `risk: ${OUTSIDE}${limits.held.reason}`);
}

/** Brings money in, or takes it out where it is negative. Limits in percent stand where they stood. */
export function transferMoney(engine: Engine, amount: number): void {
  const before = engine.ledger.equity();
  engine.ledger.transfer(amount);
  if (before > 0) engine.risk.rescale((before + amount) / before);
  engine.restoreEquity();
}
