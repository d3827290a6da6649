import type { NodeDefinition } from "../define-node.ts";
import { averageDeviation } from "../kinds/indicators/statistics/average-deviation.ts";
import { beta } from "../kinds/indicators/statistics/beta.ts";
import { correlation } from "../kinds/indicators/statistics/correlation.ts";
import { linearRegression } from "../kinds/indicators/statistics/linear-regression.ts";
import { standardDeviation } from "../kinds/indicators/statistics/standard-deviation.ts";
import { variance } from "../kinds/indicators/statistics/variance.ts";

export const statisticsKinds: readonly NodeDefinition[] = [
  averageDeviation,
  beta,
  correlation,
  linearRegression,
  standardDeviation,
  variance,
];
