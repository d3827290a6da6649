import { GraphDocument } from "../graph/document.ts";
import { GraphBuilder } from "./build-graph.ts";
import type { Condition, Meaning } from "./meaning.ts";
import { RuleReader, type WordState } from "./read-rules.ts";
import { splitWords } from "./split-words.ts";

/** A word of the text, and whether it was understood. */
export type ReadWord = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly state: WordState;
};

export type UnderstoodSentence = {
  /** The strategy that was understood; null while no rule was. */
  readonly document: GraphDocument | null;
  readonly words: readonly ReadWord[];
  /** What was assumed, and what is missing, in words. */
  readonly notes: readonly string[];
};

/** The longest text that is read. */
export const LONGEST_SENTENCE = 2_000;

/**
 * Reads a strategy from English by fixed rules: the same text always gives the same graph.
 * Whatever the text, it answers: what it could not read is marked word by word.
 *
 * @example understandSentence("Buy when the 10 day average crosses above the 30 day, sell on the reverse, stop 5 %")
 */
export function understandSentence(text: string): UnderstoodSentence {
  const read = text.slice(0, LONGEST_SENTENCE);
  const words = splitWords(read);
  const reader = new RuleReader(words);
  const meaning = reader.read();
  const notes = [...meaning.notes];
  if (text.length > LONGEST_SENTENCE) notes.push(`Only the first ${LONGEST_SENTENCE} characters were read.`);
  const document = meaning.rules.length === 0 ? null : build(meaning, notes, read);
  return {
    document,
    words: words.map(({ raw, start, end }, index) => ({
      text: raw,
      start,
      end,
      state: reader.states[index] ?? "unknown",
    })),
    notes,
  };
}

function build(meaning: Meaning, notes: string[], text: string): GraphDocument {
  const builder = new GraphBuilder();
  for (const rule of meaning.rules) builder.rule(rule, meaning.size);
  notes.push(...builder.notes, ...missing(meaning));
  let timeframe = meaning.timeframe ?? "1d";
  if (meaning.rules.some((rule) => "when" in rule && rule.when !== null && hasTime(rule.when))) {
    if (meaning.timeframe === null) {
      timeframe = "15m";
      notes.push("A time of day needs bars shorter than a day: bars of 15 minutes are taken.");
    }
  }
  const stop = meaning.rules.some((rule) => rule.type === "stop");
  const risks =
    meaning.size?.unit === "risk-percent" ||
    meaning.rules.some((rule) => rule.type === "enter" && rule.size?.unit === "risk-percent");
  if (risks && !stop) notes.push("A size by risk needs a stop loss: say where it is.");
  const universe = meaning.universe.length === 0 ? ["SP500"] : [...meaning.universe];
  return GraphDocument.parse({
    format: "quantloom.graph/1",
    name: nameOf(text),
    description: text.trim(),
    universe,
    settings: { timeframe },
    ...builder.parts(),
  });
}

/** The first words of the text, as far as a name may go. */
function nameOf(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  if (line.length <= 60) return line;
  return `${line.slice(0, 58).replace(/\s\S*$/, "")} …`;
}

function missing({ rules }: Meaning): string[] {
  const notes = rules.flatMap((rule) => {
    if (rule.type === "enter" && rule.when === null)
      return [
        `When to ${rule.direction === "long" ? "buy" : "sell short"} was not understood: that block still needs its condition.`,
      ];
    return rule.type === "exit" && rule.when === null
      ? ["When to sell was not understood: that block still needs its condition."]
      : [];
  });
  if (!rules.some((rule) => rule.type === "enter")) notes.push("Nothing says when to buy.");
  return notes;
}

function hasTime(condition: Condition): boolean {
  if (condition.type === "all" || condition.type === "any") return condition.parts.some(hasTime);
  return condition.type === "window";
}
