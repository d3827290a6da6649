import type { CandlePattern } from "./candle-view.ts";

/** Definitions as in TA-Lib; `signal` reads bars by how many bars ago they are. */
export const threeBarPatterns: readonly CandlePattern[] = [
  {
    id: "two-crows",
    title: "Two crows",
    talib: "CDL2CROWS",
    lookback: 12,
    means: [["BodyLong", 2]],
    signal: (c) =>
      c.color(2) === 1 &&
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(1) === -1 &&
      c.bodyGapUp(1, 2) &&
      c.color(0) === -1 &&
      c.open(0) < c.open(1) &&
      c.open(0) > c.close(1) &&
      c.close(0) > c.open(2) &&
      c.close(0) < c.close(2)
        ? -100
        : 0,
  },
  {
    id: "three-inside-up-or-down",
    title: "Three inside up or down",
    talib: "CDL3INSIDE",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 1],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.body(1) <= c.mean("BodyShort", 1) &&
      Math.max(c.close(1), c.open(1)) < Math.max(c.close(2), c.open(2)) &&
      Math.min(c.close(1), c.open(1)) > Math.min(c.close(2), c.open(2)) &&
      ((c.color(2) === 1 && c.color(0) === -1 && c.close(0) < c.open(2)) ||
        (c.color(2) === -1 && c.color(0) === 1 && c.close(0) > c.open(2)))
        ? -c.color(2) * 100
        : 0,
  },
  {
    id: "three-outside-up-or-down",
    title: "Three outside up or down",
    talib: "CDL3OUTSIDE",
    lookback: 3,
    means: [],
    signal: (c) =>
      (c.color(1) === 1 &&
        c.color(2) === -1 &&
        c.close(1) > c.open(2) &&
        c.open(1) < c.close(2) &&
        c.close(0) > c.close(1)) ||
      (c.color(1) === -1 &&
        c.color(2) === 1 &&
        c.open(1) > c.close(2) &&
        c.close(1) < c.open(2) &&
        c.close(0) < c.close(1))
        ? c.color(1) * 100
        : 0,
  },
  {
    id: "three-stars-in-the-south",
    title: "Three stars in the south",
    talib: "CDL3STARSINSOUTH",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 0],
      ["ShadowLong", 2],
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
    ],
    signal: (c) =>
      c.color(2) === -1 &&
      c.color(1) === -1 &&
      c.color(0) === -1 &&
      c.body(2) > c.mean("BodyLong", 2) &&
      c.lower(2) > c.mean("ShadowLong", 2) &&
      c.body(1) < c.body(2) &&
      c.open(1) > c.close(2) &&
      c.open(1) <= c.high(2) &&
      c.low(1) < c.close(2) &&
      c.low(1) >= c.low(2) &&
      c.lower(1) > c.mean("ShadowVeryShort", 1) &&
      c.body(0) < c.mean("BodyShort", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.low(0) > c.low(1) &&
      c.high(0) < c.high(1)
        ? 100
        : 0,
  },
  {
    id: "three-advancing-white-soldiers",
    title: "Three advancing white soldiers",
    talib: "CDL3WHITESOLDIERS",
    lookback: 12,
    means: [
      ["BodyShort", 0],
      ["Far", 1],
      ["Far", 2],
      ["Near", 1],
      ["Near", 2],
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
      ["ShadowVeryShort", 2],
    ],
    signal: (c) =>
      c.color(2) === 1 &&
      c.upper(2) < c.mean("ShadowVeryShort", 2) &&
      c.color(1) === 1 &&
      c.upper(1) < c.mean("ShadowVeryShort", 1) &&
      c.color(0) === 1 &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.close(0) > c.close(1) &&
      c.close(1) > c.close(2) &&
      c.open(1) > c.open(2) &&
      c.open(1) <= c.close(2) + c.mean("Near", 2) &&
      c.open(0) > c.open(1) &&
      c.open(0) <= c.close(1) + c.mean("Near", 1) &&
      c.body(1) > c.body(2) - c.mean("Far", 2) &&
      c.body(0) > c.body(1) - c.mean("Far", 1) &&
      c.body(0) > c.mean("BodyShort", 0)
        ? 100
        : 0,
  },
  {
    id: "abandoned-baby",
    title: "Abandoned baby",
    talib: "CDLABANDONEDBABY",
    lookback: 12,
    means: [
      ["BodyDoji", 1],
      ["BodyLong", 2],
      ["BodyShort", 0],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.body(1) <= c.mean("BodyDoji", 1) &&
      c.body(0) > c.mean("BodyShort", 0) &&
      ((c.color(2) === 1 &&
        c.color(0) === -1 &&
        c.close(0) < c.close(2) - c.body(2) * c.penetration &&
        c.gapUp(1, 2) &&
        c.gapDown(0, 1)) ||
        (c.color(2) === -1 &&
          c.color(0) === 1 &&
          c.close(0) > c.close(2) + c.body(2) * c.penetration &&
          c.gapDown(1, 2) &&
          c.gapUp(0, 1)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "advance-block",
    title: "Advance block",
    talib: "CDLADVANCEBLOCK",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["Far", 1],
      ["Far", 2],
      ["Near", 1],
      ["Near", 2],
      ["ShadowLong", 0],
      ["ShadowShort", 0],
      ["ShadowShort", 1],
      ["ShadowShort", 2],
    ],
    signal: (c) =>
      c.color(2) === 1 &&
      c.color(1) === 1 &&
      c.color(0) === 1 &&
      c.close(0) > c.close(1) &&
      c.close(1) > c.close(2) &&
      c.open(1) > c.open(2) &&
      c.open(1) <= c.close(2) + c.mean("Near", 2) &&
      c.open(0) > c.open(1) &&
      c.open(0) <= c.close(1) + c.mean("Near", 1) &&
      c.body(2) > c.mean("BodyLong", 2) &&
      c.upper(2) < c.mean("ShadowShort", 2) &&
      ((c.body(1) < c.body(2) - c.mean("Far", 2) && c.body(0) < c.body(1) + c.mean("Near", 1)) ||
        c.body(0) < c.body(1) - c.mean("Far", 1) ||
        (c.body(0) < c.body(1) &&
          c.body(1) < c.body(2) &&
          (c.upper(0) > c.mean("ShadowShort", 0) || c.upper(1) > c.mean("ShadowShort", 1))) ||
        (c.body(0) < c.body(1) && c.upper(0) > c.mean("ShadowLong", 0)))
        ? -100
        : 0,
  },
  {
    id: "evening-doji-star",
    title: "Evening doji star",
    talib: "CDLEVENINGDOJISTAR",
    lookback: 12,
    means: [
      ["BodyDoji", 1],
      ["BodyLong", 2],
      ["BodyShort", 0],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(2) === 1 &&
      c.body(1) <= c.mean("BodyDoji", 1) &&
      c.bodyGapUp(1, 2) &&
      c.body(0) > c.mean("BodyShort", 0) &&
      c.color(0) === -1 &&
      c.close(0) < c.close(2) - c.body(2) * c.penetration
        ? -100
        : 0,
  },
  {
    id: "evening-star",
    title: "Evening star",
    talib: "CDLEVENINGSTAR",
    lookback: 12,
    means: [
      ["BodyLong", 2],
      ["BodyShort", 0],
      ["BodyShort", 1],
    ],
    signal: (c) =>
      c.body(2) > c.mean("BodyLong", 2) &&
      c.color(2) === 1 &&
      c.body(1) <= c.mean("BodyShort", 1) &&
      c.bodyGapUp(1, 2) &&
      c.body(0) > c.mean("BodyShort", 0) &&
      c.color(0) === -1 &&
      c.close(0) < c.close(2) - c.body(2) * c.penetration
        ? -100
        : 0,
  },
  {
    id: "gap-side-by-side-white-lines",
    title: "Gap side-by-side white lines",
    talib: "CDLGAPSIDESIDEWHITE",
    lookback: 7,
    means: [
      ["Equal", 1],
      ["Near", 1],
    ],
    signal: (c) =>
      ((c.bodyGapUp(1, 2) && c.bodyGapUp(0, 2)) || (c.bodyGapDown(1, 2) && c.bodyGapDown(0, 2))) &&
      c.color(1) === 1 &&
      c.color(0) === 1 &&
      c.body(0) >= c.body(1) - c.mean("Near", 1) &&
      c.body(0) <= c.body(1) + c.mean("Near", 1) &&
      c.open(0) >= c.open(1) - c.mean("Equal", 1) &&
      c.open(0) <= c.open(1) + c.mean("Equal", 1)
        ? c.bodyGapUp(1, 2)
          ? 100
          : -100
        : 0,
  },
];
