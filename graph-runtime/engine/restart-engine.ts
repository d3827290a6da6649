import type { Settings } from "../graph/settings.ts";
import type { Engine } from "./engine.ts";

/** Tells whether an engine carries nothing from bar to bar but orders, money and the state of its lanes, so that it can start again. */
export function canRestart({ portfolio, sessionOpen, risk }: Engine, { execution }: Settings): boolean {
  return (
    portfolio === null &&
    execution.maintenanceMarginPercent === undefined &&
    execution.intrabar !== "magnifier" &&
    !sessionOpen.isNeeded &&
    !risk.isNeeded
  );
}

/** Takes an engine that can restart back to where it was made, the log aside. */
export function restartEngine(engine: Engine): void {
  const { ledger, desk, lanes, lastTime } = engine;
  ledger.reset();
  desk.reset();
  for (const lane of lanes) lane.reset();
  lastTime.fill(Number.NaN);
  engine.bar = 0;
  engine.isRuined = false;
  engine.restoreEquity();
}
