import type { NodeDefinition } from "../define-node.ts";
import { dominantCycle } from "../kinds/indicators/cycle/dominant-cycle.ts";
import { hilbertSine } from "../kinds/indicators/cycle/hilbert-sine.ts";
import { hilbertTrend } from "../kinds/indicators/cycle/hilbert-trend.ts";

export const cycleKinds: readonly NodeDefinition[] = [dominantCycle, hilbertSine, hilbertTrend];
