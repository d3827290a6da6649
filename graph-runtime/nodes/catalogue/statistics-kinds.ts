import type { NodeDefinition } from "../define-node.ts";
import { averageDeviation } from "../kinds/indicators/statistics/average-deviation.ts";
import { beta } from "../kinds/indicators/statistics/beta.ts";
import { correlation } from "../kinds/indicators/statistics/correlation.ts";
import { halfLife } from "../kinds/indicators/statistics/half-life.ts";
import { hurst } from "../kinds/indicators/statistics/hurst.ts";
import { linearRegression } from "../kinds/indicators/statistics/linear-regression.ts";
import { percentRank } from "../kinds/indicators/statistics/percent-rank.ts";
import { percentile } from "../kinds/indicators/statistics/percentile.ts";
import { standardDeviation } from "../kinds/indicators/statistics/standard-deviation.ts";
import { variance } from "../kinds/indicators/statistics/variance.ts";
import { zScore } from "../kinds/indicators/statistics/z-score.ts";

export const statisticsKinds: readonly NodeDefinition[] = [
  averageDeviation,
  beta,
  correlation,
  halfLife,
  hurst,
  linearRegression,
  percentRank,
  percentile,
  standardDeviation,
  variance,
  zScore,
];
