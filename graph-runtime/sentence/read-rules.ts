import type { Timeframe } from "../market/timeframe.ts";
import type { Condition, Meaning, Rule, Size } from "./meaning.ts";
import { readOutcome, readProtection, readSize, readSizing } from "./read-amounts.ts";
import { readCondition, type Spoken } from "./read-condition.ts";
import { readLength } from "./read-length.ts";
import { readTicker, readTimeframe } from "./read-market.ts";
import { close, readSeries } from "./read-series.ts";
import { reverseCondition } from "./reverse-condition.ts";
import { ENTER_LONG, ENTER_SHORT, EXIT } from "./rule-words.ts";
import type { Word } from "./split-words.ts";
import { WordReader } from "./word-reader.ts";

const WHEN = [
  "only when",
  "only if",
  "whenever",
  "when",
  "if",
  "once",
  "as soon as",
  "every time",
  "each time",
  "on",
  "at",
  "in case",
  "after",
  "while",
];
const THING = [
  "open position",
  "position",
  "it",
  "stock",
  "market",
  "everything",
  "shares",
  "trade",
  "all of it",
  "all",
];
const REVERSE = [
  "on reverse signal",
  "on reverse cross",
  "on reverse",
  "on opposite signal",
  "on opposite cross",
  "on opposite",
  "at reverse",
  "when reverse happens",
  "when opposite happens",
  "when opposite is true",
  "when it reverses",
  "when signal reverses",
  "if reverse happens",
  "vice versa",
  "otherwise",
  "in opposite case",
  "when it crosses back",
  "when they cross back",
];

/** Whether a word was understood, means nothing by itself ("please"), or was not understood. */
export type WordState = "understood" | "silent" | "unknown";

// Words between the rules that change nothing.
const BETWEEN_RULES = new Set(
  ", . ; : ! ( ) - and then but also or i you we want to would like will should please strategy a an the that which it this my me so do trade rule rules system position always".split(
    " ",
  ),
);

/** Reads the rules one after the other; what fits nowhere is passed over word by word, and marked. */
export class RuleReader {
  readonly reader: WordReader;
  readonly states: WordState[];
  readonly #rules: Rule[] = [];
  readonly #universe: string[] = [];
  readonly #spoken: Spoken = { a: null, b: null };
  #size: Size | null = null;
  #timeframe: Timeframe | null = null;
  /** Which verb each exit was told with, by its place among the rules. */
  readonly #exitVerbs = new Map<number, string>();

  constructor(words: readonly Word[]) {
    this.reader = new WordReader(words);
    this.states = words.map(() => "unknown");
  }

  read(): Meaning {
    const { reader } = this;
    while (!reader.isAtEnd) {
      const start = reader.position;
      if (this.#statement() && reader.position > start) this.states.fill("understood", start, reader.position);
      else {
        reader.position = start;
        if (BETWEEN_RULES.has(reader.words[start]?.text ?? "")) this.states[start] = "silent";
        reader.position += 1;
      }
    }
    return {
      rules: this.#rules.map((rule, index) => this.#withSide(rule, index)),
      size: this.#size,
      timeframe: this.#timeframe,
      universe: this.#universe,
      notes: reader.notes,
    };
  }

  #statement(): boolean {
    const { reader } = this;
    const protection = readProtection(reader);
    if (protection !== null) return this.#add(protection);
    const size = readSizing(reader);
    if (size !== null) {
      this.#size = size;
      return true;
    }
    const timeframe = readTimeframe(reader);
    if (timeframe !== null) {
      this.#timeframe = timeframe;
      return true;
    }
    return (
      this.#enter() || this.#exit() || this.#reversal() || this.#hold() || this.#ticker(["on", "for", "in", "trade"])
    );
  }

  #add(rule: Rule): boolean {
    this.#rules.push(rule);
    return true;
  }

  #enter(): boolean {
    const { reader } = this;
    let ticker: string | null = null;
    const rule = reader.attempt((): Rule | null => {
      const verb = reader.phrase(...ENTER_SHORT) ?? reader.phrase(...ENTER_LONG);
      if (verb === null) return null;
      const isBareWord = verb === "short" || verb === "long" || verb === "enter";
      const size = readSize(reader, false);
      ticker = readTicker(reader, [""]);
      reader.phrase(...THING);
      reader.phrase("at market", "at next open", "at open");
      const lateSize =
        size ?? reader.attempt(() => (reader.phrase("with", "for", "using") === null ? null : readSize(reader, false)));
      const direction = ENTER_SHORT.includes(verb) ? "short" : "long";
      const direct = this.#always() ?? this.#when(false);
      const turned = direct === null ? this.#turned() : null;
      const when = direct ?? turned;
      if (isBareWord && when === null) return null;
      return { type: "enter", direction, size: lateSize, when, reverse: turned !== null };
    });
    if (rule === null) return false;
    if (ticker !== null) this.#trade(ticker);
    const first = this.#rules.findIndex((other) => other.type === "enter");
    const entry = this.#rules[first];
    if (rule.type === "enter" && rule.reverse && entry?.type === "enter")
      this.#rules[first] = { ...entry, reverse: true };
    return this.#add(rule);
  }

  /** "buy and hold" */
  #always(): Condition | null {
    if (this.reader.phrase("and hold", "and keep", "and never sell") === null) return null;
    return { type: "compare", a: close, relation: "above", b: { type: "number", value: 0 } };
  }

  #exit(): boolean {
    const { reader } = this;
    const rule = reader.attempt((): Rule | null => {
      const verb = reader.phrase(...EXIT);
      if (verb === null) return null;
      const percent = reader.phrase("half") === null ? this.#share() : 50;
      reader.phrase(...THING);
      const outcome = readOutcome(reader);
      if (outcome !== null) return outcome;
      const when = this.#when(true) ?? this.#turned() ?? this.#level();
      this.#exitVerbs.set(this.#rules.length, verb);
      return { type: "exit", side: "any", percent: percent ?? 100, when };
    });
    if (rule === null) return false;
    this.#add(rule);
    // "at a 10 % profit or a 5 % loss"
    while (rule.type !== "exit") {
      const other = reader.attempt(() =>
        reader.phrase("or at", "or", "and at", "and") === null ? null : readOutcome(reader),
      );
      if (other === null) break;
      this.#add(other);
    }
    return true;
  }

  /** "sell at the middle band": where the price reaches it from the side of the entry. */
  #level(): Condition | null {
    const { reader } = this;
    return reader.attempt(() => {
      if (reader.phrase("at", "on") === null) return null;
      const b = readSeries(reader);
      if (b === null || b.type === "number" || b.type === "field") return null;
      const entry = this.#rules.findLast((rule) => rule.type === "enter");
      const isShort = entry?.type === "enter" && entry.direction === "short";
      return { type: "compare", a: close, relation: isShort ? "at-or-below" : "at-or-above", b };
    });
  }

  #share(): number | null {
    const { reader } = this;
    return reader.attempt(() => {
      const percent = reader.number();
      if (percent === null || percent <= 0 || percent > 100 || reader.phrase("%", "percent") === null) return null;
      // "sell 5 % stop" is not a share
      return reader.phrase("position", "shares", "it", "holding") === null ? null : percent;
    });
  }

  /** "... and vice versa" alone closes on the reverse. */
  #reversal(): boolean {
    const when = this.#turned();
    return when !== null && this.#add({ type: "exit", side: "any", percent: 100, when });
  }

  /** "hold for 10 days" */
  #hold(): boolean {
    const { reader } = this;
    const bars = reader.attempt(() => {
      if (reader.phrase("hold it for", "hold for", "hold position for", "keep it for", "holding for", "hold") === null)
        return null;
      return readLength(reader);
    });
    return (
      bars !== null && bars > 0 && this.#add({ type: "exit", side: "any", percent: 100, when: { type: "held", bars } })
    );
  }

  #ticker(leads: readonly string[]): boolean {
    const ticker = readTicker(this.reader, leads);
    if (ticker !== null) this.#trade(ticker);
    return ticker !== null;
  }

  #trade(ticker: string): void {
    if (!this.#universe.includes(ticker)) this.#universe.push(ticker);
  }

  /** The reverse of the last entry's condition, where the words ask for it. */
  #turned(): Condition | null {
    const { reader } = this;
    return reader.attempt(() => {
      if (reader.phrase(...REVERSE) === null) return null;
      const entry = this.#rules.findLast((rule) => rule.type === "enter");
      return entry?.type === "enter" && entry.when !== null ? reverseCondition(entry.when) : null;
    });
  }

  #when(isExit: boolean): Condition | null {
    const { reader } = this;
    const context = { reader, spoken: this.#spoken, isExit };
    return (
      reader.attempt(() => readCondition(context)) ??
      reader.attempt(() => (reader.phrase(...WHEN) === null ? null : readCondition(context)))
    );
  }

  /** Where both directions are traded, "sell" closes the long and "cover" the short one. */
  #withSide(rule: Rule, index: number): Rule {
    if (rule.type !== "exit") return rule;
    const directions = new Set(this.#rules.flatMap((other) => (other.type === "enter" ? [other.direction] : [])));
    const verb = this.#exitVerbs.get(index) ?? "";
    if (directions.size < 2) return rule;
    if (verb.startsWith("sell") || verb.endsWith("long")) return { ...rule, side: "long" };
    return verb.startsWith("cover") || verb.endsWith("short") ? { ...rule, side: "short" } : rule;
  }
}
