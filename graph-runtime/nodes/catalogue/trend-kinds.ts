import type { NodeDefinition } from "../define-node.ts";
import { choppiness } from "../kinds/indicators/trend/choppiness.ts";
import { connorsRsi } from "../kinds/indicators/trend/connors-rsi.ts";
import { coppock } from "../kinds/indicators/trend/coppock.ts";
import { elderRay } from "../kinds/indicators/trend/elder-ray.ts";
import { fisher } from "../kinds/indicators/trend/fisher.ts";
import { heikinAshi } from "../kinds/indicators/trend/heikin-ashi.ts";
import { ichimoku } from "../kinds/indicators/trend/ichimoku.ts";
import { kst } from "../kinds/indicators/trend/kst.ts";
import { massIndex } from "../kinds/indicators/trend/mass-index.ts";
import { supertrend } from "../kinds/indicators/trend/supertrend.ts";
import { tsi } from "../kinds/indicators/trend/tsi.ts";
import { vortex } from "../kinds/indicators/trend/vortex.ts";

export const trendKinds: readonly NodeDefinition[] = [
  choppiness,
  connorsRsi,
  coppock,
  elderRay,
  fisher,
  heikinAshi,
  ichimoku,
  kst,
  massIndex,
  supertrend,
  tsi,
  vortex,
];
