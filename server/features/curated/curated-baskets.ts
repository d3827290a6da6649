import type { z } from "zod";
import type { BasketSettings } from "../baskets/dto.ts";

export type CuratedBasket = {
  readonly name: string;
  readonly rationale: string;
  readonly tags: readonly string[];
  readonly difficulty: "beginner" | "intermediate" | "advanced";
  /** Templates of the gallery, each with its weight. */
  readonly members: readonly { readonly templateId: string; readonly weight: number }[];
  readonly settings: z.input<typeof BasketSettings>;
};

/** What the platform puts together itself. Inputs only: every figure of them comes from the platform's own jobs. */
export const curatedBaskets: readonly CuratedBasket[] = [
  {
    name: "Trend and reversion",
    rationale:
      "Two opposite ideas side by side: one follows a trend, the other buys its dips. What a market without a trend costs the first, the second may earn, and the other way round.",
    tags: ["trend", "mean reversion"],
    difficulty: "beginner",
    members: [
      { templateId: "sma-cross", weight: 0.5 },
      { templateId: "rsi-reversion", weight: 0.5 },
    ],
    settings: {
      allocation: "equal",
      rebalance: "monthly",
      corridorPercent: 5,
      limits: { maxDailyLossPercent: 3, maxDrawdownPercent: 20 },
    },
  },
  {
    name: "Three breakouts",
    rationale:
      "Three ways to buy strength, each with its own measure of it. They lose together in a market that goes nowhere, so the basket limits its day and its drawdown as a whole.",
    tags: ["breakout", "trend"],
    difficulty: "intermediate",
    members: [
      { templateId: "donchian-breakout", weight: 0.4 },
      { templateId: "keltner-breakout", weight: 0.3 },
      { templateId: "squeeze-breakout", weight: 0.3 },
    ],
    settings: {
      allocation: "inverse-volatility",
      rebalance: "monthly",
      corridorPercent: 5,
      limits: { maxDailyLossPercent: 2, maxDrawdownPercent: 30, lockProfitPercent: 2, trailPercent: 1 },
    },
  },
  {
    name: "Calm dips",
    rationale:
      "Short trades that buy a fall and sell the recovery. Each wins often and little; a fall that goes on hits all of them at once, which is what the limits of the basket are for.",
    tags: ["mean reversion", "short trades"],
    difficulty: "advanced",
    members: [
      { templateId: "connors-rsi-2", weight: 0.4 },
      { templateId: "bollinger-reversion", weight: 0.3 },
      { templateId: "z-score-reversion", weight: 0.3 },
    ],
    settings: {
      allocation: "risk-parity",
      rebalance: "weekly",
      corridorPercent: 3,
      limits: { maxDailyLossPercent: 2, maxDrawdownPercent: 20, maxMarginPercent: 100 },
    },
  },
];

/** The one that the demo account runs on paper from its first start on. */
export const demoBasket = "Trend and reversion";
