import type { CandlePattern } from "./candle-view.ts";

/** Definitions as in TA-Lib; `signal` reads bars by how many bars ago they are. */
export const moreThreeBarPatterns: readonly CandlePattern[] = [
  {
    id: "identical-three-crows",
    title: "Identical three crows",
    talib: "CDLIDENTICAL3CROWS",
    lookback: 12,
    means: [
      ["Equal", 1],
      ["Equal", 2],
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
      ["ShadowVeryShort", 2],
    ],
    signal: (c) =>
      c.color(2) === -1 &&
      c.lower(2) < c.mean("ShadowVeryShort", 2) &&
      c.color(1) === -1 &&
      c.lower(1) < c.mean("ShadowVeryShort", 1) &&
      c.color(0) === -1 &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.close(2) > c.close(1) &&
      c.close(1) > c.close(0) &&
      c.open(1) <= c.close(2) + c.mean("Equal", 2) &&
      c.open(1) >= c.close(2) - c.mean("Equal", 2) &&
      c.open(0) <= c.close(1) + c.mean("Equal", 1) &&
      c.open(0) >= c.close(1) - c.mean("Equal", 1)
        ? -100
        : 0,
  },
  {
    id: "morning-doji-star",
    title: "Morning doji star",
    talib: "CDLMORNINGDOJISTAR",
    lookback: 12,
    means: [
      ["BodyDoji", 1],
      ["BodyLong", 2],
      ["BodyShort", 0],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(2) === -1 &&
      c.body(1) <= c.mean("BodyDoji", 1) &&
      c.bodyGapDown(1, 2) &&
      c.body(0) > c.mean("BodyShort", 0) &&
      c.color(0) === 1 &&
      c.close(0) > c.close(2) + c.body(2) * c.penetration
        ? 100
        : 0,
  },
  {
    id: "morning-star",
    title: "Morning star",
    talib: "CDLMORNINGSTAR",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 0],
      ["BodyShort", 1],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(2) === -1 &&
      c.body(1) <= c.mean("BodyShort", 1) &&
      c.bodyGapDown(1, 2) &&
      c.body(0) > c.mean("BodyShort", 0) &&
      c.color(0) === 1 &&
      c.close(0) > c.close(2) + c.body(2) * c.penetration
        ? 100
        : 0,
  },
  {
    id: "stalled-pattern",
    title: "Stalled pattern",
    talib: "CDLSTALLEDPATTERN",
    lookback: 12,
    means: [
      ["BodyLong", 1],
      ["BodyLong", 2],
      ["BodyShort", 0],
      ["Near", 1],
      ["Near", 2],
      ["ShadowVeryShort", 1],
    ],
    signal: (c) =>
      c.color(2) === 1 &&
      c.color(1) === 1 &&
      c.color(0) === 1 &&
      c.close(0) > c.close(1) &&
      c.close(1) > c.close(2) &&
      c.body(2) > c.mean("BodyLong", 2) &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.upper(1) < c.mean("ShadowVeryShort", 1) &&
      c.open(1) > c.open(2) &&
      c.open(1) <= c.close(2) + c.mean("Near", 2) &&
      c.body(0) < c.mean("BodyShort", 0) &&
      c.open(0) >= c.close(1) - c.body(0) - c.mean("Near", 1)
        ? -100
        : 0,
  },
  {
    id: "stick-sandwich",
    title: "Stick sandwich",
    talib: "CDLSTICKSANDWICH",
    lookback: 7,
    means: [["Equal", 2]],
    signal: (c) =>
      c.color(2) === -1 &&
      c.color(1) === 1 &&
      c.color(0) === -1 &&
      c.low(1) > c.close(2) &&
      c.close(0) <= c.close(2) + c.mean("Equal", 2) &&
      c.close(0) >= c.close(2) - c.mean("Equal", 2)
        ? 100
        : 0,
  },
  {
    id: "tasuki-gap",
    title: "Tasuki gap",
    talib: "CDLTASUKIGAP",
    lookback: 7,
    means: [["Near", 1]],
    signal: (c) =>
      (c.bodyGapUp(1, 2) &&
        c.color(1) === 1 &&
        c.color(0) === -1 &&
        c.open(0) < c.close(1) &&
        c.open(0) > c.open(1) &&
        c.close(0) < c.open(1) &&
        c.close(0) > Math.max(c.close(2), c.open(2)) &&
        Math.abs(c.body(1) - c.body(0)) < c.mean("Near", 1)) ||
      (c.bodyGapDown(1, 2) &&
        c.color(1) === -1 &&
        c.color(0) === 1 &&
        c.open(0) < c.open(1) &&
        c.open(0) > c.close(1) &&
        c.close(0) > c.open(1) &&
        c.close(0) < Math.min(c.close(2), c.open(2)) &&
        Math.abs(c.body(1) - c.body(0)) < c.mean("Near", 1))
        ? c.color(1) * 100
        : 0,
  },
  {
    id: "tristar",
    title: "Tristar",
    talib: "CDLTRISTAR",
    lookback: 12,
    means: [["BodyDoji", 2]],
    signal: (c) => {
      const doji = c.mean("BodyDoji", 2);
      if (c.body(2) > doji || c.body(1) > doji || c.body(0) > doji) return 0;
      if (c.bodyGapDown(1, 2) && Math.min(c.open(0), c.close(0)) > Math.min(c.open(1), c.close(1))) return 100;
      return c.bodyGapUp(1, 2) && Math.max(c.open(0), c.close(0)) < Math.max(c.open(1), c.close(1)) ? -100 : 0;
    },
  },
  {
    id: "unique-three-river",
    title: "Unique three river",
    talib: "CDLUNIQUE3RIVER",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 0],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(2) === -1 &&
      c.color(1) === -1 &&
      c.close(1) > c.close(2) &&
      c.open(1) <= c.open(2) &&
      c.low(1) < c.low(2) &&
      c.body(0) < c.mean("BodyShort", 0) &&
      c.color(0) === 1 &&
      c.open(0) > c.low(1)
        ? 100
        : 0,
  },
  {
    id: "upside-gap-two-crows",
    title: "Upside gap two crows",
    talib: "CDLUPSIDEGAP2CROWS",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 1],
    ],
    signal: (c) =>
      c.color(2) === 1 &&
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(1) === -1 &&
      c.body(1) <= c.mean("BodyShort", 1) &&
      c.bodyGapUp(1, 2) &&
      c.color(0) === -1 &&
      c.open(0) > c.open(1) &&
      c.close(0) < c.close(1) &&
      c.close(0) > c.close(2)
        ? -100
        : 0,
  },
  {
    id: "gap-three-methods",
    title: "Gap three methods",
    talib: "CDLXSIDEGAP3METHODS",
    lookback: 2,
    means: [],
    signal: (c) =>
      c.color(2) === c.color(1) &&
      c.color(1) === -c.color(0) &&
      c.open(0) < Math.max(c.close(1), c.open(1)) &&
      c.open(0) > Math.min(c.close(1), c.open(1)) &&
      c.close(0) < Math.max(c.close(2), c.open(2)) &&
      c.close(0) > Math.min(c.close(2), c.open(2)) &&
      ((c.color(2) === 1 && c.bodyGapUp(1, 2)) || (c.color(2) === -1 && c.bodyGapDown(1, 2)))
        ? c.color(2) * 100
        : 0,
  },
];
