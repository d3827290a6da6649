import type { NodeDefinition } from "../define-node.ts";
import { alma } from "../kinds/indicators/averages/alma.ts";
import { dema } from "../kinds/indicators/averages/dema.ts";
import { hull } from "../kinds/indicators/averages/hull.ts";
import { kama } from "../kinds/indicators/averages/kama.ts";
import { mama } from "../kinds/indicators/averages/mama.ts";
import { mcginley } from "../kinds/indicators/averages/mcginley.ts";
import { midpoint } from "../kinds/indicators/averages/midpoint.ts";
import { movingAverage } from "../kinds/indicators/averages/moving-average.ts";
import { t3 } from "../kinds/indicators/averages/t3.ts";
import { tema } from "../kinds/indicators/averages/tema.ts";
import { trima } from "../kinds/indicators/averages/trima.ts";
import { variableAverage } from "../kinds/indicators/averages/variable-average.ts";
import { vwma } from "../kinds/indicators/averages/vwma.ts";
import { wilder } from "../kinds/indicators/averages/wilder.ts";
import { wma } from "../kinds/indicators/averages/wma.ts";
import { zlema } from "../kinds/indicators/averages/zlema.ts";

export const averagesKinds: readonly NodeDefinition[] = [
  alma,
  dema,
  hull,
  kama,
  mama,
  mcginley,
  midpoint,
  movingAverage,
  t3,
  tema,
  trima,
  variableAverage,
  vwma,
  wilder,
  wma,
  zlema,
];
