import type { CandlePattern } from "./candle-view.ts";

/** Definitions as in TA-Lib; `signal` reads bars by how many bars ago they are. */
export const oneBarPatterns: readonly CandlePattern[] = [
  {
    id: "belt-hold",
    title: "Belt-hold",
    talib: "CDLBELTHOLD",
    lookback: 10,
    means: [
      ["BodyLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) > c.mean("BodyLong", 0) &&
      ((c.color(0) === 1 && c.lower(0) < c.mean("ShadowVeryShort", 0)) ||
        (c.color(0) === -1 && c.upper(0) < c.mean("ShadowVeryShort", 0)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "closing-marubozu",
    title: "Closing marubozu",
    talib: "CDLCLOSINGMARUBOZU",
    lookback: 10,
    means: [
      ["BodyLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) > c.mean("BodyLong", 0) &&
      ((c.color(0) === 1 && c.upper(0) < c.mean("ShadowVeryShort", 0)) ||
        (c.color(0) === -1 && c.lower(0) < c.mean("ShadowVeryShort", 0)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "doji",
    title: "Doji",
    talib: "CDLDOJI",
    lookback: 10,
    means: [["BodyDoji", 0]],
    signal: (c) => (c.body(0) <= c.mean("BodyDoji", 0) ? 100 : 0),
  },
  {
    id: "dragonfly-doji",
    title: "Dragonfly doji",
    talib: "CDLDRAGONFLYDOJI",
    lookback: 10,
    means: [
      ["BodyDoji", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) <= c.mean("BodyDoji", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.lower(0) > c.mean("ShadowVeryShort", 0)
        ? 100
        : 0,
  },
  {
    id: "gravestone-doji",
    title: "Gravestone doji",
    talib: "CDLGRAVESTONEDOJI",
    lookback: 10,
    means: [
      ["BodyDoji", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) <= c.mean("BodyDoji", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.upper(0) > c.mean("ShadowVeryShort", 0)
        ? 100
        : 0,
  },
  {
    id: "high-wave",
    title: "High wave",
    talib: "CDLHIGHWAVE",
    lookback: 10,
    means: [
      ["BodyShort", 0],
      ["ShadowVeryLong", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.upper(0) > c.mean("ShadowVeryLong", 0) &&
      c.lower(0) > c.mean("ShadowVeryLong", 0)
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "long-legged-doji",
    title: "Long-legged doji",
    talib: "CDLLONGLEGGEDDOJI",
    lookback: 10,
    means: [
      ["BodyDoji", 0],
      ["ShadowLong", 0],
    ],
    signal: (c) =>
      c.body(0) <= c.mean("BodyDoji", 0) &&
      (c.lower(0) > c.mean("ShadowLong", 0) || c.upper(0) > c.mean("ShadowLong", 0))
        ? 100
        : 0,
  },
  {
    id: "long-line",
    title: "Long line",
    talib: "CDLLONGLINE",
    lookback: 10,
    means: [
      ["BodyLong", 0],
      ["ShadowShort", 0],
    ],
    signal: (c) =>
      c.body(0) > c.mean("BodyLong", 0) &&
      c.upper(0) < c.mean("ShadowShort", 0) &&
      c.lower(0) < c.mean("ShadowShort", 0)
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "marubozu",
    title: "Marubozu",
    talib: "CDLMARUBOZU",
    lookback: 10,
    means: [
      ["BodyLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) > c.mean("BodyLong", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0)
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "rickshaw-man",
    title: "Rickshaw man",
    talib: "CDLRICKSHAWMAN",
    lookback: 10,
    means: [
      ["BodyDoji", 0],
      ["Near", 0],
      ["ShadowLong", 0],
    ],
    signal: (c) =>
      c.body(0) <= c.mean("BodyDoji", 0) &&
      c.lower(0) > c.mean("ShadowLong", 0) &&
      c.upper(0) > c.mean("ShadowLong", 0) &&
      Math.min(c.open(0), c.close(0)) <= c.low(0) + c.range(0) / 2 + c.mean("Near", 0) &&
      Math.max(c.open(0), c.close(0)) >= c.low(0) + c.range(0) / 2 - c.mean("Near", 0)
        ? 100
        : 0,
  },
  {
    id: "short-line",
    title: "Short line",
    talib: "CDLSHORTLINE",
    lookback: 10,
    means: [
      ["BodyShort", 0],
      ["ShadowShort", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.upper(0) < c.mean("ShadowShort", 0) &&
      c.lower(0) < c.mean("ShadowShort", 0)
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "spinning-top",
    title: "Spinning top",
    talib: "CDLSPINNINGTOP",
    lookback: 10,
    means: [["BodyShort", 0]],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) && c.upper(0) > c.body(0) && c.lower(0) > c.body(0) ? c.color(0) * 100 : 0,
  },
  {
    id: "takuri",
    title: "Takuri",
    talib: "CDLTAKURI",
    lookback: 10,
    means: [
      ["BodyDoji", 0],
      ["ShadowVeryLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) <= c.mean("BodyDoji", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.lower(0) > c.mean("ShadowVeryLong", 0)
        ? 100
        : 0,
  },
];
