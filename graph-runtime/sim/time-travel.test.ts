import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { shareInstrument } from "../market/instrument.ts";
import { templates } from "../templates/gallery.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { TimeTravel } from "./time-travel.ts";
import { why } from "./why.ts";

/** Bars to look at in this order: back and forth, over borders of spans, and outside of the history. */
const bars = [399, 5, 128, 127, 0, 300, 301, 255, 256, 399, 400, -1];

describe("looking at bars one after another says what running anew says", () => {
  test.each(templates.map((template) => [template.id, template.document] as const))("%s", (_id, document) => {
    const { program } = compile(document, { keep: "all" });
    if (!program) throw new Error("the template does not compile");
    const symbols = program.required.universe.length > 0 ? program.required.universe : ["TEST"];
    const history = (symbol: string, seed: number) => ({
      instrument: shareInstrument(symbol),
      bars: syntheticBars({ seed, length: 400 }),
    });
    const lanes = symbols.map((symbol, index) => history(symbol, index + 3));
    const references = program.required.references.map((symbol, index) => history(symbol, index + 90));
    const travel = new TimeTravel({ program, lanes, references });
    for (const bar of bars)
      for (const lane of new Set([0, lanes.length - 1]))
        expect(travel.lookAt(bar, lane)).toEqual(why({ program, lanes, references, bar, lane }));
  });

  test("a prepared run answers the same, and an end is told", () => {
    const { program } = compile(templates[0]!.document, { keep: "all" });
    const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 8, length: 1_000 }) }];
    const travel = new TimeTravel({ program: program!, lanes });
    let steps = 0;
    while (travel.prepare()) steps += 1;
    expect(steps).toBe(7);
    for (const bar of [999, 0, 640]) expect(travel.lookAt(bar)).toEqual(why({ program: program!, lanes, bar }));
    expect(travel.lookAt(0, 1)).toBeNull();
  });
});
