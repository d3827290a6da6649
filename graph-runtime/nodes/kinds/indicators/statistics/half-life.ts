import { z } from "zod";
import { log } from "../../../../core/math/log.ts";
import { rollingView } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const halfLife = defineIndicator({
  kind: "indicator.half-life",
  meta: {
    title: "Half-life of mean reversion",
    keywords: ["half-life", "mean reversion", "ornstein-uhlenbeck", "pairs"],
    summary:
      "Bars until half of the distance to the mean is made up, from how changes follow levels over N bars. At most 10,000, which stands for no reversion at all.",
    reference:
      "Ernest Chan, Algorithmic Trading, 2013: regression of changes on the level before; -ln 2 / ln(1 + slope)",
  },
  params: z.object({ length: lengthParam(60, "Length", 4) }),
  label: "Bars",
  explain: (p) => `Half-life over ${p.length} bars`,
  rolling: ({ length }) =>
    rollingView(length, (read) => {
      const pairs = length - 1;
      let levels = 0;
      let changes = 0;
      for (let ago = 0; ago < pairs; ago++) {
        levels += read(ago + 1);
        changes += read(ago) - read(ago + 1);
      }
      const level = levels / pairs;
      const change = changes / pairs;
      let spread = 0;
      let joint = 0;
      for (let ago = 0; ago < pairs; ago++) {
        const distance = read(ago + 1) - level;
        spread += distance * distance;
        joint += distance * (read(ago) - read(ago + 1) - change);
      }
      const slope = spread < 1e-14 ? 0 : joint / spread;
      // at -1 and below the distance is made up within one bar
      if (slope <= -1) return 0;
      return slope > -Math.LN2 / 10_000 ? 10_000 : -Math.LN2 / log(1 + slope);
    }),
  examples: [
    {
      title: "half of the distance is made up each bar",
      params: { length: 4 },
      inputs: { source: [8, 4, 2, 1] },
      outputs: { value: [null, null, null, 1] },
    },
  ],
});
