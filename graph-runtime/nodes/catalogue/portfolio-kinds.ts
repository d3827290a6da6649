import type { NodeDefinition } from "../define-node.ts";
import { across } from "../kinds/portfolio/across.ts";
import { anyOrAll } from "../kinds/portfolio/any-all.ts";
import { benchmark } from "../kinds/portfolio/benchmark.ts";
import { limitWeights } from "../kinds/portfolio/limit-weights.ts";
import { member } from "../kinds/portfolio/member.ts";
import { rank } from "../kinds/portfolio/rank.ts";
import { rebalance } from "../kinds/portfolio/rebalance.ts";
import { switchUniverse } from "../kinds/portfolio/switch.ts";
import { top } from "../kinds/portfolio/top.ts";
import { weightsEqual } from "../kinds/portfolio/weights-equal.ts";
import { weightsGiven } from "../kinds/portfolio/weights-given.ts";
import { weightsInverse } from "../kinds/portfolio/weights-inverse.ts";
import { where } from "../kinds/portfolio/where.ts";

export const portfolioKinds: readonly NodeDefinition[] = [
  rank,
  across,
  anyOrAll,
  top,
  where,
  switchUniverse,
  member,
  weightsEqual,
  weightsInverse,
  weightsGiven,
  limitWeights,
  rebalance,
  benchmark,
];
