import type { NodeDefinition } from "../define-node.ts";
import { accelerationBands } from "../kinds/indicators/bands/acceleration-bands.ts";
import { bollinger } from "../kinds/indicators/bands/bollinger.ts";
import { chandelier } from "../kinds/indicators/bands/chandelier.ts";
import { keltner } from "../kinds/indicators/bands/keltner.ts";
import { parabolicSar } from "../kinds/indicators/bands/parabolic-sar.ts";
import { pivots } from "../kinds/indicators/bands/pivots.ts";
import { regressionChannel } from "../kinds/indicators/bands/regression-channel.ts";
import { squeeze } from "../kinds/indicators/bands/squeeze.ts";

export const bandsKinds: readonly NodeDefinition[] = [
  accelerationBands,
  bollinger,
  chandelier,
  keltner,
  parabolicSar,
  pivots,
  regressionChannel,
  squeeze,
];
