import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { rollingPercentRank } from "../../../../kernels/rolling-rank.ts";
import { rollingRsi } from "../../../../kernels/rolling-rsi.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

/** Length of the run of rises (positive) or falls (negative) that a series is on. */
const streak: Rolling = {
  cells: 3,
  lookback: 0,
  // the next turn or standstill forgets it
  settle: 60,
  start: (cells) => (value) => {
    const change = cells[0] === 0 ? 0 : value - cells[1]!;
    const run = cells[2]!;
    if (change > 0) cells[2] = run > 0 ? run + 1 : 1;
    else if (change < 0) cells[2] = run < 0 ? run - 1 : -1;
    else cells[2] = 0;
    cells[0] = 1;
    cells[1] = value;
    return cells[2]!;
  },
};

export const connorsRsi = defineIndicator({
  kind: "indicator.connors-rsi",
  meta: {
    title: "Connors RSI",
    keywords: ["crsi", "connors", "rsi", "streak", "mean reversion"],
    summary:
      "0 to 100: the mean of a short RSI, the RSI of the run of rises or falls, and the rank of the last change among N changes.",
    reference: "Larry Connors and Cesar Alvarez, 2012; RSIs as in TA-Lib",
  },
  params: z.object({
    rsi: lengthParam(3, "RSI length", 2),
    streak: lengthParam(2, "Streak length", 2),
    rank: lengthParam(100, "Rank length", 2),
  }),
  label: "CRSI",
  explain: (p) => `Connors RSI ${p.rsi}/${p.streak}/${p.rank}`,
  rolling: (p) => {
    const change = rollingChange(1, (now, before) => (before === 0 ? 0 : (now / before - 1) * 100));
    const pair = blend(rollingRsi(p.rsi), chain(streak, rollingRsi(p.streak)), (a, b) => a + b);
    return blend(pair, chain(change, rollingPercentRank(p.rank)), (a, b) => (a + b) / 3);
  },
  examples: [
    {
      title: "a steady rise whose last change is the smallest so far",
      params: { rsi: 2, streak: 2, rank: 2 },
      inputs: { source: [10, 15, 21, 25] },
      outputs: { value: [null, null, null, 200 / 3] },
    },
  ],
});
