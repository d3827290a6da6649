import { INDICATORS, type IndicatorWords } from "./indicator-words.ts";
import type { Series } from "./meaning.ts";
import { readBareLength, readLength, readNumbers, readUnit } from "./read-length.ts";
import type { WordReader } from "./word-reader.ts";

type Indicator = Extract<Series, { readonly type: "indicator" }>;

const FIELDS: readonly (readonly [field: "open" | "high" | "low" | "close" | "volume", words: readonly string[]])[] = [
  ["close", ["closing price", "close price", "close", "price", "prices", "stock", "market", "share price"]],
  ["open", ["opening price", "open price", "open"]],
  ["high", ["high price", "day's high", "high"]],
  ["low", ["low price", "day's low", "low"]],
  ["volume", ["trading volume", "volume"]],
];

/** Kinds of averages by the words that name them; the bare word is a simple one. */
const AVERAGES: readonly (readonly [kind: string, words: readonly string[]])[] = [
  ["indicator.ema", ["exponential moving average", "exponential average", "exponential ma", "ema"]],
  ["indicator.wma", ["weighted moving average", "weighted average", "wma"]],
  ["indicator.hull", ["hull moving average", "hull average", "hull ma", "hma"]],
  ["indicator.kama", ["kaufman average", "adaptive moving average", "kama"]],
  ["indicator.dema", ["double exponential moving average", "dema"]],
  ["indicator.tema", ["triple exponential moving average", "tema"]],
  [
    "indicator.sma",
    [
      "simple moving average",
      "simple average",
      "moving average",
      "average price",
      "average",
      "mean",
      "sma",
      "dma",
      "ma",
    ],
  ],
];

export const close: Series = { type: "field", field: "close" };

/** Reads what a value on every bar is called. `like` is the series on the other side: "... above the 30 day". */
export function readSeries(reader: WordReader, like: Series | null = null): Series | null {
  return (
    readTimes(reader, like) ??
    readEarlier(reader) ??
    readExtreme(reader) ??
    readAverage(reader, like) ??
    readIndicator(reader) ??
    readBand(reader, like) ??
    readField(reader) ??
    readElliptic(reader, like) ??
    readNumber(reader)
  );
}

function readField(reader: WordReader): Series | null {
  for (const [field, words] of FIELDS) if (reader.phrase(...words) !== null) return { type: "field", field };
  return null;
}

function readNumber(reader: WordReader): Series | null {
  const value = reader.number();
  if (value === null) return null;
  reader.phrase("percent", "%", "points", "dollars", "usd", "level");
  return { type: "number", value };
}

/** "1.5 times the average volume", "twice the ATR" */
function readTimes(reader: WordReader, like: Series | null): Series | null {
  return reader.attempt(() => {
    const factor = reader.phrase("twice", "double") === null ? reader.number() : 2;
    if (factor === null) return null;
    if (factor !== 2 || reader.words[reader.position - 1]?.number !== null) {
      if (reader.phrase("times", "x", "×", "*") === null) return null;
    }
    const source = readSeries(reader, like);
    return source === null ? null : { type: "times", factor, source };
  });
}

/** "yesterday's high", "the previous close" */
function readEarlier(reader: WordReader): Series | null {
  return reader.attempt(() => {
    if (
      reader.phrase(
        "yesterday's",
        "previous day's",
        "prior day's",
        "previous bar's",
        "previous",
        "prior",
        "yesterday",
      ) === null
    )
      return null;
    reader.phrase("day", "bar");
    const source = readField(reader);
    if (source === null || source.type !== "field") return null;
    reader.note("Yesterday is read as one bar earlier.");
    const side = source.field === "high" ? "upper" : source.field === "low" ? "lower" : null;
    return { type: "earlier", source, bars: 1, ...(side === null ? {} : { side }) } as const;
  });
}

/** "the highest high of 20 days", "a 55 day high", "Donchian upper band": of the bars before, so that it can be broken. */
function readExtreme(reader: WordReader): Series | null {
  const found = reader.attempt(() => {
    const word = reader.phrase("highest", "lowest", "maximum", "minimum");
    if (word === null) return null;
    const isHigh = word === "highest" || word === "maximum";
    const field = readField(reader) ?? ({ type: "field", field: isHigh ? "high" : "low" } as const);
    const length = readBareLength(reader) ?? (reader.phrase("in", "for") === null ? null : readBareLength(reader));
    return length === null ? null : earlierExtreme(isHigh, length, field);
  });
  if (found !== null) return found;
  return reader.attempt(() => {
    reader.phrase("new");
    const length = readLength(reader) ?? (reader.phrase("52 week", "52 weeks") === null ? null : 252);
    if (length === null) return null;
    const word = reader.phrase("high price", "low price", "highs", "lows", "high", "low");
    if (word === null) return null;
    const isHigh = word.startsWith("high");
    return earlierExtreme(isHigh, length, { type: "field", field: isHigh ? "high" : "low" });
  });
}

export function earlierExtreme(isHigh: boolean, length: number, source: Series): Series {
  const side = isHigh ? "upper" : "lower";
  const params = { which: isHigh ? "highest" : "lowest", length };
  return {
    type: "earlier",
    bars: 1,
    side,
    source: { type: "indicator", kind: "math.extreme", params, source, output: "value" },
  };
}

function readAverage(reader: WordReader, like: Series | null): Series | null {
  return reader.attempt(() => {
    const before = readLength(reader) ?? reader.attempt(() => reader.number());
    const ofVolume = reader.phrase("average volume", "mean volume") !== null;
    const kind = ofVolume ? "indicator.sma" : AVERAGES.find(([, words]) => reader.phrase(...words) !== null)?.[0];
    if (kind === undefined) return null;
    let length = before ?? readBareLength(reader);
    let source: Series = ofVolume ? { type: "field", field: "volume" } : close;
    if (!ofVolume) {
      // "... of volume", or "its 20 day average" beside the volume
      const named = reader.attempt(() =>
        reader.phrase("of", "on") === null && before === null ? null : readField(reader),
      );
      source = named ?? (like?.type === "field" && like.field === "volume" ? like : close);
    }
    length ??= readBareLength(reader);
    if (length === null) {
      const word =
        AVERAGES.find(([known]) => known === kind)?.[1]
          .at(-1)
          ?.toUpperCase() ?? "average";
      reader.note(`The ${word === "MA" ? "average" : word} has no length; 20 bars are taken.`);
    }
    if (length !== null && (!Number.isInteger(length) || length < 1)) return null;
    return { type: "indicator", kind, params: { length: length ?? 20 }, source, output: "value" };
  });
}

function readIndicator(reader: WordReader): Series | null {
  for (const words of INDICATORS) {
    const found = reader.attempt(() => readOne(reader, words));
    if (found !== null) return ofEarlierBars(found);
  }
  return null;
}

/** A channel of extremes holds the bar itself, so that only the channel of the bars before can be left. */
function ofEarlierBars(found: Indicator): Series {
  if (found.kind !== "indicator.donchian") return found;
  const { side } = found;
  return { type: "earlier", source: found, bars: 1, ...(side === undefined ? {} : { side }) };
}

function readOne(reader: WordReader, words: IndicatorWords): Indicator | null {
  const output = (): string | null => {
    for (const [name, phrases] of words.outputs) if (reader.phrase(...phrases) !== null) return name;
    return null;
  };
  const before = words.lengthParam === null ? null : (readLength(reader) ?? reader.number());
  let chosen = output();
  if (reader.phrase(...words.names) === null) return null;
  chosen ??= output();
  const numbers = readNumbers(reader);
  const params: Record<string, number | string> = {};
  numbers?.slice(0, words.params.length).forEach((value, index) => {
    params[words.params[index] ?? ""] = value;
  });
  if (numbers === null && words.lengthParam !== null) {
    const length = before ?? readBareLength(reader);
    if (length !== null) params[words.lengthParam] = length;
  }
  chosen ??= output();
  // "the upper band of the last 20 days"
  if (words.lengthParam !== null && params[words.lengthParam] === undefined) {
    const late = readBareLength(reader);
    if (late !== null) params[words.lengthParam] = late;
  }
  if (chosen === null && words.defaultOutput === null) return null;
  return indicatorOf(words, params, chosen ?? words.defaultOutput ?? "");
}

function indicatorOf(words: IndicatorWords, params: Indicator["params"], output: string): Indicator {
  const side = output === "upper" ? "upper" : output === "lower" ? "lower" : null;
  return {
    type: "indicator",
    kind: words.kind,
    params,
    output,
    ...(words.takesSource ? { source: close } : {}),
    ...(side === null ? {} : { side }),
  };
}

/** "its signal line" beside the MACD, "the middle band" after another band. */
function readBand(reader: WordReader, like: Series | null): Series | null {
  const other = like?.type === "earlier" ? like.source : like;
  const words = other?.type === "indicator" ? INDICATORS.find((known) => known.kind === other.kind) : undefined;
  if (words !== undefined && other?.type === "indicator") {
    for (const [output, phrases] of words.outputs) {
      if (reader.phrase(...phrases) !== null) return ofEarlierBars(indicatorOf(words, other.params, output));
    }
    return null;
  }
  const bollinger = INDICATORS.find((known) => known.kind === "indicator.bollinger");
  const word = reader.phrase("upper band", "lower band", "middle band");
  return word === null || bollinger === undefined ? null : indicatorOf(bollinger, {}, word.split(" ")[0] ?? "middle");
}

/** "... crosses above the 30 day": the same sort of average as on the other side. */
function readElliptic(reader: WordReader, like: Series | null): Series | null {
  return reader.attempt(() => {
    const start = reader.position;
    const count = reader.number();
    if (count === null || !Number.isInteger(count) || count < 1) return null;
    const unit = readUnit(reader);
    const isAverage = like?.type === "indicator" && AVERAGES.some(([kind]) => kind === like.kind);
    if (unit === null && !isAverage) return null;
    if (unit === null && reader.words[start]?.text === "-") return null;
    reader.phrase("one", "line");
    if (isAverage) return { ...like, params: { length: count * (unit ?? 1) } };
    if (like !== null) return null;
    return {
      type: "indicator",
      kind: "indicator.sma",
      params: { length: count * (unit ?? 1) },
      source: close,
      output: "value",
    };
  });
}
