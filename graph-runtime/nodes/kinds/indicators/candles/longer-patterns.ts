import type { CandlePattern } from "./candle-view.ts";

/** Definitions as in TA-Lib; `signal` reads bars by how many bars ago they are. */
export const longerPatterns: readonly CandlePattern[] = [
  {
    id: "three-black-crows",
    title: "Three black crows",
    talib: "CDL3BLACKCROWS",
    lookback: 13,
    means: [
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
      ["ShadowVeryShort", 2],
    ],
    signal: (c) =>
      c.color(3) === 1 &&
      c.color(2) === -1 &&
      c.lower(2) < c.mean("ShadowVeryShort", 2) &&
      c.color(1) === -1 &&
      c.lower(1) < c.mean("ShadowVeryShort", 1) &&
      c.color(0) === -1 &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.open(1) < c.open(2) &&
      c.open(1) > c.close(2) &&
      c.open(0) < c.open(1) &&
      c.open(0) > c.close(1) &&
      c.high(3) > c.close(2) &&
      c.close(2) > c.close(1) &&
      c.close(1) > c.close(0)
        ? -100
        : 0,
  },
  {
    id: "three-line-strike",
    title: "Three-line strike",
    talib: "CDL3LINESTRIKE",
    lookback: 8,
    means: [
      ["Near", 2],
      ["Near", 3],
    ],
    signal: (c) =>
      c.color(3) === c.color(2) &&
      c.color(2) === c.color(1) &&
      c.color(0) === -c.color(1) &&
      c.open(2) >= Math.min(c.open(3), c.close(3)) - c.mean("Near", 3) &&
      c.open(2) <= Math.max(c.open(3), c.close(3)) + c.mean("Near", 3) &&
      c.open(1) >= Math.min(c.open(2), c.close(2)) - c.mean("Near", 2) &&
      c.open(1) <= Math.max(c.open(2), c.close(2)) + c.mean("Near", 2) &&
      ((c.color(1) === 1 &&
        c.close(1) > c.close(2) &&
        c.close(2) > c.close(3) &&
        c.open(0) > c.close(1) &&
        c.close(0) < c.open(3)) ||
        (c.color(1) === -1 &&
          c.close(1) < c.close(2) &&
          c.close(2) < c.close(3) &&
          c.open(0) < c.close(1) &&
          c.close(0) > c.open(3)))
        ? c.color(1) * 100
        : 0,
  },
  {
    id: "breakaway",
    title: "Breakaway",
    talib: "CDLBREAKAWAY",
    lookback: 14,
    means: [["BodyLong", 4]],
    signal: (c) =>
      c.body(4) > c.mean("BodyLong", 4) &&
      c.color(4) === c.color(3) &&
      c.color(3) === c.color(1) &&
      c.color(1) === -c.color(0) &&
      ((c.color(4) === -1 &&
        c.bodyGapDown(3, 4) &&
        c.high(2) < c.high(3) &&
        c.low(2) < c.low(3) &&
        c.high(1) < c.high(2) &&
        c.low(1) < c.low(2) &&
        c.close(0) > c.open(3) &&
        c.close(0) < c.close(4)) ||
        (c.color(4) === 1 &&
          c.bodyGapUp(3, 4) &&
          c.high(2) > c.high(3) &&
          c.low(2) > c.low(3) &&
          c.high(1) > c.high(2) &&
          c.low(1) > c.low(2) &&
          c.close(0) < c.open(3) &&
          c.close(0) > c.close(4)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "concealing-baby-swallow",
    title: "Concealing baby swallow",
    talib: "CDLCONCEALBABYSWALL",
    lookback: 13,
    means: [
      ["ShadowVeryShort", 1],
      ["ShadowVeryShort", 2],
      ["ShadowVeryShort", 3],
    ],
    signal: (c) =>
      c.color(3) === -1 &&
      c.color(2) === -1 &&
      c.color(1) === -1 &&
      c.color(0) === -1 &&
      c.lower(3) < c.mean("ShadowVeryShort", 3) &&
      c.upper(3) < c.mean("ShadowVeryShort", 3) &&
      c.lower(2) < c.mean("ShadowVeryShort", 2) &&
      c.upper(2) < c.mean("ShadowVeryShort", 2) &&
      c.bodyGapDown(1, 2) &&
      c.upper(1) > c.mean("ShadowVeryShort", 1) &&
      c.high(1) > c.close(2) &&
      c.high(0) > c.high(1) &&
      c.low(0) < c.low(1)
        ? 100
        : 0,
  },
  {
    id: "ladder-bottom",
    title: "Ladder bottom",
    talib: "CDLLADDERBOTTOM",
    lookback: 14,
    means: [["ShadowVeryShort", 1]],
    signal: (c) =>
      c.color(4) === -1 &&
      c.color(3) === -1 &&
      c.color(2) === -1 &&
      c.open(4) > c.open(3) &&
      c.open(3) > c.open(2) &&
      c.close(4) > c.close(3) &&
      c.close(3) > c.close(2) &&
      c.color(1) === -1 &&
      c.upper(1) > c.mean("ShadowVeryShort", 1) &&
      c.color(0) === 1 &&
      c.open(0) > c.open(1) &&
      c.close(0) > c.high(1)
        ? 100
        : 0,
  },
  {
    id: "mat-hold",
    title: "Mat hold",
    talib: "CDLMATHOLD",
    lookback: 14,
    means: [
      ["BodyLong", 4],
      ["BodyShort", 1],
      ["BodyShort", 2],
      ["BodyShort", 3],
    ],
    signal: (c) =>
      c.body(4) > c.mean("BodyLong", 4) &&
      c.body(3) < c.mean("BodyShort", 3) &&
      c.body(2) < c.mean("BodyShort", 2) &&
      c.body(1) < c.mean("BodyShort", 1) &&
      c.color(4) === 1 &&
      c.color(3) === -1 &&
      c.color(0) === 1 &&
      c.bodyGapUp(3, 4) &&
      Math.min(c.open(2), c.close(2)) < c.close(4) &&
      Math.min(c.open(1), c.close(1)) < c.close(4) &&
      Math.min(c.open(2), c.close(2)) > c.close(4) - c.body(4) * c.penetration &&
      Math.min(c.open(1), c.close(1)) > c.close(4) - c.body(4) * c.penetration &&
      Math.max(c.close(2), c.open(2)) < c.open(3) &&
      Math.max(c.close(1), c.open(1)) < Math.max(c.close(2), c.open(2)) &&
      c.open(0) > c.close(1) &&
      c.close(0) > Math.max(Math.max(c.high(3), c.high(2)), c.high(1))
        ? 100
        : 0,
  },
  {
    id: "rising-or-falling-three-methods",
    title: "Rising or falling three methods",
    talib: "CDLRISEFALL3METHODS",
    lookback: 14,
    means: [
      ["BodyLong", 0],
      ["BodyLong", 4],
      ["BodyShort", 1],
      ["BodyShort", 2],
      ["BodyShort", 3],
    ],
    signal: (c) =>
      c.body(4) > c.mean("BodyLong", 4) &&
      c.body(3) < c.mean("BodyShort", 3) &&
      c.body(2) < c.mean("BodyShort", 2) &&
      c.body(1) < c.mean("BodyShort", 1) &&
      c.body(0) > c.mean("BodyLong", 0) &&
      c.color(4) === -c.color(3) &&
      c.color(3) === c.color(2) &&
      c.color(2) === c.color(1) &&
      c.color(1) === -c.color(0) &&
      Math.min(c.open(3), c.close(3)) < c.high(4) &&
      Math.max(c.open(3), c.close(3)) > c.low(4) &&
      Math.min(c.open(2), c.close(2)) < c.high(4) &&
      Math.max(c.open(2), c.close(2)) > c.low(4) &&
      Math.min(c.open(1), c.close(1)) < c.high(4) &&
      Math.max(c.open(1), c.close(1)) > c.low(4) &&
      c.close(2) * c.color(4) < c.close(3) * c.color(4) &&
      c.close(1) * c.color(4) < c.close(2) * c.color(4) &&
      c.open(0) * c.color(4) > c.close(1) * c.color(4) &&
      c.close(0) * c.color(4) > c.close(4) * c.color(4)
        ? 100 * c.color(4)
        : 0,
  },
];
