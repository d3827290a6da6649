import { assertNever } from "../core/assert-never.ts";
import type { Instrument } from "../market/instrument.ts";
import { localClock } from "../nodes/local-clock.ts";
import type { RiskGuard } from "../nodes/risk-guard.ts";
import { insideWindow } from "../risk/inside-window.ts";
import { maxDrawdown } from "../risk/max-drawdown.ts";
import { maxGrossExposure } from "../risk/max-gross-exposure.ts";
import { maxOpenPositions } from "../risk/max-open-positions.ts";
import { maxSessionEntries } from "../risk/max-session-entries.ts";
import { maxSessionLoss } from "../risk/max-session-loss.ts";
import { pauseAfterExit } from "../risk/pause-after-exit.ts";
import { pauseAfterLosses } from "../risk/pause-after-losses.ts";
import type { RiskRule } from "../risk/risk-rule.ts";

/** Returns the rule that a node of the graph asks for; the run reads the clock of its first instrument. */
export function guardRule(guard: RiskGuard, first: Instrument): RiskRule {
  switch (guard.rule) {
    case "session-loss":
      return maxSessionLoss(guard.percent);
    case "drawdown":
      return maxDrawdown(guard.percent);
    case "open-positions":
      return maxOpenPositions(guard.most);
    case "gross-exposure":
      return maxGrossExposure(guard.percent);
    case "entries-per-session":
      return maxSessionEntries(guard.most);
    case "loss-streak":
      return pauseAfterLosses(guard.losses, guard.bars);
    case "cooldown":
      return pauseAfterExit(guard.bars, guard.after);
    case "window":
      return insideWindow({ from: guard.from, to: guard.to, localAt: localClock(guard.clock, first) });
    default:
      return assertNever(guard);
  }
}
