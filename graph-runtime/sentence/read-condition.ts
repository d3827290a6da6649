import { AND, CROSS_ABOVE, CROSS_BELOW, OR, RELATIONS } from "./condition-words.ts";
import { INDICATORS } from "./indicator-words.ts";
import type { Condition, Series } from "./meaning.ts";
import { readLength } from "./read-length.ts";
import { close, readSeries } from "./read-series.ts";
import { readTimeCondition } from "./read-time-condition.ts";
import { CLAUSE_STARTS } from "./rule-words.ts";
import type { WordReader } from "./word-reader.ts";

/** What was spoken of before, for "it" and for "crosses back below". */
export type Spoken = { a: Series | null; b: Series | null };

export type ConditionReader = {
  readonly reader: WordReader;
  readonly spoken: Spoken;
  /** Of an open position one may also say how long it has been held. */
  readonly isExit: boolean;
};

const MAX_DEPTH = 4;

/** Reads a condition: comparisons joined by "and" and "or", where "and" binds closer. */
export function readCondition(context: ConditionReader, depth = 0): Condition | null {
  const first = readAll(context, depth);
  if (first === null) return null;
  const parts = [first, ...readMore(context, OR, () => readAll(context, depth))];
  return parts.length === 1 ? first : { type: "any", parts };
}

function readAll(context: ConditionReader, depth: number): Condition | null {
  const first = readOne(context, depth);
  if (first === null) return null;
  const parts = [first, ...readMore(context, AND, () => readOne(context, depth))];
  return parts.length === 1 ? first : { type: "all", parts };
}

/** Reads further parts; a word that joins, followed by nothing that is understood, stays unread. */
function readMore({ reader }: ConditionReader, joints: readonly string[], read: () => Condition | null): Condition[] {
  const parts: Condition[] = [];
  for (;;) {
    const part = reader.attempt(() => {
      reader.phrase(",");
      // a time of day needs no "and": "... above the average between 9:30 and 11:00"
      if (reader.phrase(...joints) === null) return joints === AND ? readTimeCondition(reader) : null;
      return startsClause(reader) ? null : read();
    });
    if (part === null || parts.length >= 6) return parts;
    parts.push(part);
  }
}

export function startsClause(reader: WordReader): boolean {
  const start = reader.position;
  const isClause = reader.phrase(...CLAUSE_STARTS) !== null;
  reader.position = start;
  return isClause;
}

function readOne(context: ConditionReader, depth: number): Condition | null {
  const { reader } = context;
  if (depth < MAX_DEPTH) {
    const inBrackets = reader.attempt(() => {
      if (reader.phrase("(") === null) return null;
      const inner = readCondition(context, depth + 1);
      return inner !== null && reader.phrase(")") !== null ? inner : null;
    });
    if (inBrackets !== null) return inBrackets;
  }
  return (
    readNamedCross(reader) ??
    (context.isExit ? readHeld(reader) : null) ??
    readTimeCondition(reader) ??
    readTrend(reader) ??
    readComparison(context)
  );
}

/** "after 10 days" */
function readHeld(reader: WordReader): Condition | null {
  return reader.attempt(() => {
    const lead = reader.phrase("position has been held for", "held for", "after", "for");
    const bars = readLength(reader);
    if (bars === null || bars < 1) return null;
    const tail = reader.phrase("later", "in position", "in trade");
    if (lead === null && tail === null) return null;
    return { type: "held", bars };
  });
}

const simple = (length: number): Series => ({
  type: "indicator",
  kind: "indicator.sma",
  params: { length },
  source: close,
  output: "value",
});

function readNamedCross(reader: WordReader): Condition | null {
  const word = reader.phrase("golden cross", "death cross");
  if (word === null) return null;
  reader.phrase("happens", "occurs", "appears");
  return { type: "cross", a: simple(50), direction: word === "golden cross" ? "above" : "below", b: simple(200) };
}

/** "the Supertrend turns up" */
function readTrend(reader: WordReader): Condition | null {
  return reader.attempt(() => {
    if (reader.phrase("supertrend", "super trend") === null) return null;
    reader.phrase("turns", "flips", "goes", "becomes", "is", "changes to", "trend");
    const word = reader.phrase(
      "up",
      "bullish",
      "green",
      "positive",
      "rising",
      "long",
      "down",
      "bearish",
      "red",
      "negative",
      "falling",
      "short",
    );
    if (word === null) return null;
    return { type: "trend", rising: ["up", "bullish", "green", "positive", "rising", "long"].includes(word) };
  });
}

function readComparison(context: ConditionReader): Condition | null {
  const { reader, spoken } = context;
  return reader.attempt(() => {
    const a = readSubject(context);
    const left = a ?? spoken.a ?? close;
    const condition = readRelation(context, left);
    if (condition === null) return null;
    spoken.a = left;
    if ("b" in condition) spoken.b = condition.b;
    return condition;
  });
}

function readSubject({ reader, spoken }: ConditionReader): Series | null {
  if (reader.phrase("it", "they") !== null) return spoken.a ?? close;
  // "closes above ..." is said of the price, "close above ..." too
  const start = reader.position;
  const isVerb = reader.phrase("closes", "close above", "close below") !== null;
  reader.position = start;
  return isVerb ? close : readSeries(reader);
}

function readRelation(context: ConditionReader, a: Series): Condition | null {
  const { reader } = context;
  reader.phrase("line");
  return (
    readCross(context, a) ??
    readBetween(reader, a) ??
    readZero(reader, a) ??
    readZone(reader, a) ??
    readMoved(reader, a) ??
    readRising(reader, a) ??
    readTouch(context, a) ??
    readPlain(context, a)
  );
}

function readCross(context: ConditionReader, a: Series): Condition | null {
  const { reader } = context;
  return reader.attempt(() => {
    let direction: "above" | "below" | null =
      reader.phrase(...CROSS_ABOVE) !== null ? "above" : reader.phrase(...CROSS_BELOW) !== null ? "below" : null;
    const isBare =
      direction === null &&
      reader.phrase("crosses", "cross", "breaks out of", "breaks through", "breaks", "break", "takes out") !== null;
    if (direction === null && !isBare) return null;
    const b = readOther(context, a);
    if (b === null) return null;
    const after = reader.phrase(
      "from below",
      "to the upside",
      "upwards",
      "upward",
      "from above",
      "to the downside",
      "downwards",
      "downward",
    );
    if (direction === null && after !== null)
      direction = ["from below", "to the upside", "upwards", "upward"].includes(after) ? "above" : "below";
    if (direction === null && "side" in b && b.side !== undefined) direction = b.side === "upper" ? "above" : "below";
    if (direction === null) {
      context.reader.note("A cross without a direction is read as upwards.");
      direction = "above";
    }
    return { type: "cross", a, direction, b };
  });
}

/** The other side of a comparison; where it is left out ("crosses back below"), the one spoken of before. */
function readOther({ reader, spoken }: ConditionReader, a: Series): Series | null {
  if (reader.phrase("it", "that") !== null) return spoken.b;
  return readSeries(reader, a) ?? (sameSeries(a, spoken.a) ? spoken.b : null);
}

function readPlain(context: ConditionReader, a: Series): Condition | null {
  const { reader } = context;
  return reader.attempt(() => {
    reader.phrase(
      "is still",
      "is also",
      "is back",
      "is",
      "are",
      "has been",
      "stays",
      "remains",
      "closes at",
      "trades",
      "value",
    );
    const isNew = reader.phrase("at", "makes", "hits", "reaches", "sets") !== null;
    const relation = RELATIONS.find(([, words]) => reader.phrase(...words) !== null)?.[0] ?? null;
    if (relation === null) {
      if (!isNew && reader.words[reader.position]?.text !== "new") return null;
      // "makes a new 20 day high"
      const b = readSeries(reader, a);
      if (b === null || !("side" in b) || b.side === undefined || b.type !== "earlier") return null;
      return { type: "compare", a, relation: b.side === "upper" ? "above" : "below", b };
    }
    const b = readOther(context, a);
    return b === null ? null : { type: "compare", a, relation, b };
  });
}

function readBetween(reader: WordReader, a: Series): Condition | null {
  return reader.attempt(() => {
    reader.phrase("is", "stays", "are");
    const word = reader.phrase("not between", "outside", "between", "in the range", "inside");
    if (word === null) return null;
    const lower = reader.number();
    if (lower === null || reader.phrase("and", "to", "-") === null) return null;
    const upper = reader.number();
    if (upper === null) return null;
    const relation = word === "outside" || word === "not between" ? "outside" : "inside";
    return { type: "between", a, relation, lower: Math.min(lower, upper), upper: Math.max(lower, upper) };
  });
}

const ZERO: Series = { type: "number", value: 0 };

/** "turns positive", "is negative" */
function readZero(reader: WordReader, a: Series): Condition | null {
  return reader.attempt(() => {
    const verb = reader.phrase("turns", "becomes", "goes", "is", "are");
    const word = reader.phrase("positive", "negative");
    if (verb === null || word === null) return null;
    const direction = word === "positive" ? "above" : "below";
    return verb === "is" || verb === "are"
      ? { type: "compare", a, relation: direction, b: ZERO }
      : { type: "cross", a, direction, b: ZERO };
  });
}

/** "is oversold": the customary level of the indicator. */
function readZone(reader: WordReader, a: Series): Condition | null {
  return reader.attempt(() => {
    reader.phrase("is", "becomes", "gets", "turns", "shows", "are");
    const word = reader.phrase("oversold", "overbought");
    const extremes = a.type === "indicator" ? INDICATORS.find(({ kind }) => kind === a.kind)?.extremes : undefined;
    if (word === null || extremes === undefined) return null;
    const value = word === "oversold" ? extremes[0] : extremes[1];
    return { type: "compare", a, relation: word === "oversold" ? "below" : "above", b: { type: "number", value } };
  });
}

/** "falls 5 % in 3 days", "is up 2 percent" */
function readMoved(reader: WordReader, a: Series): Condition | null {
  return reader.attempt(() => {
    reader.phrase("is", "has", "goes", "moves");
    const word = reader.phrase(
      "rises by",
      "rises",
      "rallies",
      "gains",
      "risen",
      "up by",
      "up",
      "falls by",
      "falls",
      "drops by",
      "drops",
      "dropped",
      "fallen",
      "loses",
      "dips",
      "down by",
      "down",
    );
    if (word === null) return null;
    const amount = reader.number();
    if (amount === null || !(amount > 0)) return null;
    const unit = reader.phrase("%", "percent", "points", "point", "dollars");
    if (unit === null) return null;
    const over =
      reader.phrase("in the last", "over the last", "within", "over", "in") === null ? null : readLength(reader);
    const today = over === null && reader.phrase("in day", "today", "per day", "on day") !== null;
    if (over === null && !today) reader.note("A move without a time is read as within one bar.");
    const up = ["rises", "rises by", "rallies", "gains", "risen", "up", "up by"].includes(word);
    return {
      type: "moved",
      a,
      direction: up ? "up" : "down",
      amount,
      unit: unit === "%" || unit === "percent" ? "percent" : "points",
      length: Math.max(1, over ?? 1),
    };
  });
}

/** "is rising", "falls for 3 days", "turns up" */
function readRising(reader: WordReader, a: Series): Condition | null {
  return reader.attempt(() => {
    reader.phrase("is", "are", "keeps", "has been", "turns", "slopes", "starts");
    const word = reader.phrase(
      "rising",
      "increasing",
      "rises",
      "up",
      "upwards",
      "falling",
      "decreasing",
      "falls",
      "drops",
      "down",
      "downwards",
    );
    if (word === null) return null;
    const length = reader.attempt(() => (reader.phrase("for", "in") === null ? null : readLength(reader)));
    reader.phrase("in row");
    const up = ["rising", "increasing", "rises", "up", "upwards"].includes(word);
    return { type: "rising", a, direction: up ? "rising" : "falling", length: Math.max(1, length ?? 1) };
  });
}

/** "touches the lower band": with the low of the bar, or the high for an upper one. */
function readTouch(context: ConditionReader, a: Series): Condition | null {
  const { reader } = context;
  return reader.attempt(() => {
    if (reader.phrase("touches", "touch", "tags", "reaches", "hits") === null) return null;
    const b = readOther(context, a);
    if (b === null || !("side" in b) || b.side === undefined || b.type === "earlier") return null;
    const isUpper = b.side === "upper";
    const isPrice = a.type === "field" && a.field === "close";
    const reaching: Series = isPrice ? { type: "field", field: isUpper ? "high" : "low" } : a;
    return { type: "compare", a: reaching, relation: isUpper ? "at-or-above" : "at-or-below", b };
  });
}

export function sameSeries(a: Series | null, b: Series | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
