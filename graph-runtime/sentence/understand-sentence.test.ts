import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { explain } from "../compiler/explain.ts";
import { readDocument } from "../graph/read-document.ts";
import { partlyUnderstood, phrasings } from "./testing/phrasings.ts";
import { LONGEST_SENTENCE, understandSentence } from "./understand-sentence.ts";

function readingOf(text: string) {
  const { document, words, notes } = understandSentence(text);
  return {
    document,
    notes,
    reading: document === null ? [] : explain(document).map((rule) => rule.text),
    unknown: words.filter((word) => word.state === "unknown").map((word) => word.text),
  };
}

test("there are at least 60 phrasings, all different", () => {
  expect(new Set(phrasings.map(([text]) => text)).size).toBe(phrasings.length);
  expect(phrasings.length).toBeGreaterThanOrEqual(60);
});

test.each(phrasings)("%s", (text, reading) => {
  const understood = readingOf(text);
  expect(understood.unknown).toEqual([]);
  expect(understood.reading).toEqual(reading);
  const { program, diagnostics } = compile(understood.document);
  expect(diagnostics).toEqual([]);
  expect(program).not.toBeNull();
});

describe("what is not understood is said word by word:", () => {
  test.each(partlyUnderstood)("%s", (text, reading, unknown) => {
    const understood = readingOf(text);
    expect(understood.unknown.join(" ")).toBe(unknown);
    expect(understood.reading).toEqual(reading);
  });

  test("a rule without its condition is named", () => {
    expect(readingOf("buy when the moon is full").notes).toEqual([
      "When to buy was not understood: that block still needs its condition.",
    ]);
  });

  test("a text without any rule gives no strategy", () => {
    expect(understandSentence("colourless green ideas").document).toBeNull();
    expect(understandSentence("").document).toBeNull();
  });
});

describe("what the reading does not show:", () => {
  test("both directions turn the position round", () => {
    const { document } = understandSentence(
      "buy when the 10 day average crosses above the 30 day and go short on the reverse",
    );
    const entries = document?.nodes.filter((node) => node.kind === "order.enter");
    expect(entries?.map((node) => node.params["reverse"])).toEqual([true, true]);
  });

  test("with both directions, sell closes the long and cover the short position", () => {
    const { document } = understandSentence(
      "buy when RSI is below 30, sell when RSI is above 50, go short when RSI is above 70, cover when RSI is below 50",
    );
    const exits = document?.nodes.filter((node) => node.kind === "order.exit");
    expect(exits?.map((node) => node.params["side"])).toEqual(["long", "short"]);
  });

  test("bars and instruments are set", () => {
    const { document } = understandSentence("On 5 minute bars buy SPY when RSI is below 30");
    expect(document?.settings.timeframe).toBe("5m");
    expect(document?.universe).toEqual(["SPY"]);
  });

  test("equal parts become one node", () => {
    const { document } = understandSentence("buy when RSI is below 30 and price is above 5, sell when RSI is above 70");
    expect(document?.nodes.filter((node) => node.kind === "indicator.rsi")).toHaveLength(1);
    expect(document?.nodes.filter((node) => node.kind === "market.bars")).toHaveLength(1);
  });

  test("a size by risk asks for a stop", () => {
    expect(readingOf("risk 1 % of equity per trade, buy when RSI is below 30").notes).toEqual([
      "A size by risk needs a stop loss: say where it is.",
    ]);
    expect(readingOf("risk 1 % of equity per trade, buy when RSI is below 30, stop 4 %").notes).toEqual([]);
  });

  test("a value beyond what a block takes is named and left out", () => {
    const { reading, notes } = readingOf("buy when the 9000 day average is above the 10 day average");
    expect(reading[0]).toContain("SMA 20 of close is above SMA 10 of close");
    expect(notes[0]).toMatch(/length 9000 is not possible/);
  });

  test("a text that is too long is read as far as allowed", () => {
    const { notes } = understandSentence(`buy when RSI is below 30 ${"and so on ".repeat(400)}`);
    expect(notes).toContain(`Only the first ${LONGEST_SENTENCE} characters were read.`);
  });
});

describe("any text at all", () => {
  const vocabulary = phrasings.flatMap(([text]) => text.split(" "));
  const salad = fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...vocabulary) }, { weight: 1, arbitrary: fc.string() }), {
      maxLength: 40,
    })
    .map((words) => words.join(" "));

  test.each([
    ["characters", fc.string({ unit: "binary", maxLength: 300 })],
    ["words of strategies in any order", salad],
  ])("of %s is answered, loses no word, and gives a document that can be read again", (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { document, words } = understandSentence(text);
        const covered = words
          .map(({ start, end }) => text.slice(start, end))
          .join("")
          .replaceAll(/\s/g, "");
        expect(covered).toBe(text.slice(0, LONGEST_SENTENCE).replaceAll(/\s/g, ""));
        if (document === null) return;
        expect(readDocument(JSON.parse(JSON.stringify(document))).document).toEqual(document);
        const errors = compile(document).diagnostics.filter((diagnostic) => diagnostic.severity === "error");
        // only a condition that was not understood may be missing
        expect(errors.filter((error) => error.code !== "input.missing" && error.code !== "graph.no-orders")).toEqual(
          [],
        );
      }),
      { numRuns: 250 },
    );
  });
});
