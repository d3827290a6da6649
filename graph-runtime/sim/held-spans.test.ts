import { expect, test } from "vitest";
import { exposurePass } from "../analytics/exposure-pass.ts";
import { templates } from "../templates/gallery.ts";
import { programOf, syntheticLanes } from "../testkit/several-lanes.ts";
import { runBacktest } from "./run-backtest.ts";

const daily = templates.filter(({ document }) => document.settings.timeframe === "1d" && document.universe.length < 2);

test.each(daily.map((template) => [template.id, template] as const))(
  "the bars in the market are those of the exposure: %s",
  (_, { document }) => {
    for (const lanes of [syntheticLanes(1, 400), syntheticLanes(2, 400, { gaps: true })]) {
      const result = runBacktest({ program: programOf(document), lanes });
      const { exposure, equity, held } = result;
      const inSpans = new Float64Array(exposure.length);
      for (let span = 0; span < held.count; span++) inSpans.fill(1, held.from(span), held.to(span));
      for (let bar = 0; bar < exposure.length; bar++) if (exposure[bar] !== 0) expect(inSpans[bar]).toBe(1);
      expect(exposurePass(result)).toEqual(exposurePass({ exposure, equity }));
    }
  },
);
