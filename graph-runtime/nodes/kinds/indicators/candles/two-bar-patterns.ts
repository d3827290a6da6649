import type { CandlePattern } from "./candle-view.ts";

/** Definitions as in TA-Lib; `signal` reads bars by how many bars ago they are. */
export const twoBarPatterns: readonly CandlePattern[] = [
  {
    id: "counterattack",
    title: "Counterattack",
    talib: "CDLCOUNTERATTACK",
    lookback: 11,
    means: [
      ["BodyLong", 0],
      ["BodyLong", 1],
      ["Equal", 1],
    ],
    signal: (c) =>
      c.color(1) === -c.color(0) &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.body(0) > c.mean("BodyLong", 0) &&
      c.close(0) <= c.close(1) + c.mean("Equal", 1) &&
      c.close(0) >= c.close(1) - c.mean("Equal", 1)
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "dark-cloud-cover",
    title: "Dark cloud cover",
    talib: "CDLDARKCLOUDCOVER",
    lookback: 11,
    means: [["BodyLong", 1]],
    signal: (c) =>
      c.color(1) === 1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.color(0) === -1 &&
      c.open(0) > c.high(1) &&
      c.close(0) > c.open(1) &&
      c.close(0) < c.close(1) - c.body(1) * c.penetration
        ? -100
        : 0,
  },
  {
    id: "doji-star",
    title: "Doji star",
    talib: "CDLDOJISTAR",
    lookback: 11,
    means: [
      ["BodyDoji", 0],
      ["BodyLong", 1],
    ],
    signal: (c) =>
      c.body(1) > c.mean("BodyLong", 1) &&
      c.body(0) <= c.mean("BodyDoji", 0) &&
      ((c.color(1) === 1 && c.bodyGapUp(0, 1)) || (c.color(1) === -1 && c.bodyGapDown(0, 1)))
        ? -c.color(1) * 100
        : 0,
  },
  {
    id: "engulfing",
    title: "Engulfing",
    talib: "CDLENGULFING",
    lookback: 2,
    means: [],
    signal: (c) => {
      const isBullish = c.color(0) === 1 && c.color(1) === -1;
      const isBearish = c.color(0) === -1 && c.color(1) === 1;
      if (!isBullish && !isBearish) return 0;
      const [topGap, bottomGap] = isBullish
        ? [c.close(0) - c.open(1), c.close(1) - c.open(0)]
        : [c.open(0) - c.close(1), c.open(1) - c.close(0)];
      if (topGap < 0 || bottomGap < 0 || (topGap === 0 && bottomGap === 0)) return 0;
      return c.color(0) * (topGap !== 0 && bottomGap !== 0 ? 100 : 80);
    },
  },
  {
    id: "hammer",
    title: "Hammer",
    talib: "CDLHAMMER",
    lookback: 11,
    means: [
      ["BodyShort", 0],
      ["Near", 1],
      ["ShadowLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.lower(0) > c.mean("ShadowLong", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      Math.min(c.close(0), c.open(0)) <= c.low(1) + c.mean("Near", 1)
        ? 100
        : 0,
  },
  {
    id: "hanging-man",
    title: "Hanging man",
    talib: "CDLHANGINGMAN",
    lookback: 11,
    means: [
      ["BodyShort", 0],
      ["Near", 1],
      ["ShadowLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.lower(0) > c.mean("ShadowLong", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      Math.min(c.close(0), c.open(0)) >= c.high(1) - c.mean("Near", 1)
        ? -100
        : 0,
  },
  {
    id: "harami",
    title: "Harami",
    talib: "CDLHARAMI",
    lookback: 11,
    means: [
      ["BodyLong", 1],
      ["BodyShort", 0],
    ],
    signal: (c) => {
      if (c.body(1) <= c.mean("BodyLong", 1) || c.body(0) > c.mean("BodyShort", 0)) return 0;
      const above = Math.max(c.close(1), c.open(1)) - Math.max(c.close(0), c.open(0));
      const below = Math.min(c.close(0), c.open(0)) - Math.min(c.close(1), c.open(1));
      if (above < 0 || below < 0) return 0;
      return -c.color(1) * (above > 0 && below > 0 ? 100 : 80);
    },
  },
  {
    id: "harami-cross",
    title: "Harami cross",
    talib: "CDLHARAMICROSS",
    lookback: 11,
    means: [
      ["BodyDoji", 0],
      ["BodyLong", 1],
    ],
    signal: (c) => {
      if (c.body(1) <= c.mean("BodyLong", 1) || c.body(0) > c.mean("BodyDoji", 0)) return 0;
      const above = Math.max(c.close(1), c.open(1)) - Math.max(c.close(0), c.open(0));
      const below = Math.min(c.close(0), c.open(0)) - Math.min(c.close(1), c.open(1));
      if (above < 0 || below < 0) return 0;
      return -c.color(1) * (above > 0 && below > 0 ? 100 : 80);
    },
  },
  {
    id: "homing-pigeon",
    title: "Homing pigeon",
    talib: "CDLHOMINGPIGEON",
    lookback: 11,
    means: [
      ["BodyLong", 1],
      ["BodyShort", 0],
    ],
    signal: (c) =>
      c.color(1) === -1 &&
      c.color(0) === -1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.body(0) <= c.mean("BodyShort", 0) &&
      c.open(0) < c.open(1) &&
      c.close(0) > c.close(1)
        ? 100
        : 0,
  },
  {
    id: "in-neck",
    title: "In-neck",
    talib: "CDLINNECK",
    lookback: 11,
    means: [
      ["BodyLong", 1],
      ["Equal", 1],
    ],
    signal: (c) =>
      c.color(1) === -1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.color(0) === 1 &&
      c.open(0) < c.low(1) &&
      c.close(0) <= c.close(1) + c.mean("Equal", 1) &&
      c.close(0) >= c.close(1)
        ? -100
        : 0,
  },
  {
    id: "inverted-hammer",
    title: "Inverted hammer",
    talib: "CDLINVERTEDHAMMER",
    lookback: 11,
    means: [
      ["BodyShort", 0],
      ["ShadowLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.upper(0) > c.mean("ShadowLong", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.bodyGapDown(0, 1)
        ? 100
        : 0,
  },
  {
    id: "kicking",
    title: "Kicking",
    talib: "CDLKICKING",
    lookback: 11,
    means: [
      ["BodyLong", 0],
      ["BodyLong", 1],
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
    ],
    signal: (c) =>
      c.color(1) === -c.color(0) &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.upper(1) < c.mean("ShadowVeryShort", 1) &&
      c.lower(1) < c.mean("ShadowVeryShort", 1) &&
      c.body(0) > c.mean("BodyLong", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      ((c.color(1) === -1 && c.gapUp(0, 1)) || (c.color(1) === 1 && c.gapDown(0, 1)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "kicking-by-length",
    title: "Kicking by length",
    talib: "CDLKICKINGBYLENGTH",
    lookback: 11,
    means: [
      ["BodyLong", 0],
      ["BodyLong", 1],
      ["ShadowVeryShort", 0],
      ["ShadowVeryShort", 1],
    ],
    signal: (c) =>
      c.color(1) === -c.color(0) &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.upper(1) < c.mean("ShadowVeryShort", 1) &&
      c.lower(1) < c.mean("ShadowVeryShort", 1) &&
      c.body(0) > c.mean("BodyLong", 0) &&
      c.upper(0) < c.mean("ShadowVeryShort", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      ((c.color(1) === -1 && c.gapUp(0, 1)) || (c.color(1) === 1 && c.gapDown(0, 1)))
        ? c.color(c.body(0) > c.body(1) ? 0 : 1) * 100
        : 0,
  },
  {
    id: "matching-low",
    title: "Matching low",
    talib: "CDLMATCHINGLOW",
    lookback: 6,
    means: [["Equal", 1]],
    signal: (c) =>
      c.color(1) === -1 &&
      c.color(0) === -1 &&
      c.close(0) <= c.close(1) + c.mean("Equal", 1) &&
      c.close(0) >= c.close(1) - c.mean("Equal", 1)
        ? 100
        : 0,
  },
  {
    id: "on-neck",
    title: "On-neck",
    talib: "CDLONNECK",
    lookback: 11,
    means: [
      ["BodyLong", 1],
      ["Equal", 1],
    ],
    signal: (c) =>
      c.color(1) === -1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.color(0) === 1 &&
      c.open(0) < c.low(1) &&
      c.close(0) <= c.low(1) + c.mean("Equal", 1) &&
      c.close(0) >= c.low(1) - c.mean("Equal", 1)
        ? -100
        : 0,
  },
  {
    id: "piercing",
    title: "Piercing",
    talib: "CDLPIERCING",
    lookback: 11,
    means: [
      ["BodyLong", 0],
      ["BodyLong", 1],
    ],
    signal: (c) =>
      c.color(1) === -1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.color(0) === 1 &&
      c.body(0) > c.mean("BodyLong", 0) &&
      c.open(0) < c.low(1) &&
      c.close(0) < c.open(1) &&
      c.close(0) > c.close(1) + c.body(1) * 0.5
        ? 100
        : 0,
  },
  {
    id: "separating-lines",
    title: "Separating lines",
    talib: "CDLSEPARATINGLINES",
    lookback: 11,
    means: [
      ["BodyLong", 0],
      ["Equal", 1],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.color(1) === -c.color(0) &&
      c.open(0) <= c.open(1) + c.mean("Equal", 1) &&
      c.open(0) >= c.open(1) - c.mean("Equal", 1) &&
      c.body(0) > c.mean("BodyLong", 0) &&
      ((c.color(0) === 1 && c.lower(0) < c.mean("ShadowVeryShort", 0)) ||
        (c.color(0) === -1 && c.upper(0) < c.mean("ShadowVeryShort", 0)))
        ? c.color(0) * 100
        : 0,
  },
  {
    id: "shooting-star",
    title: "Shooting star",
    talib: "CDLSHOOTINGSTAR",
    lookback: 11,
    means: [
      ["BodyShort", 0],
      ["ShadowLong", 0],
      ["ShadowVeryShort", 0],
    ],
    signal: (c) =>
      c.body(0) < c.mean("BodyShort", 0) &&
      c.upper(0) > c.mean("ShadowLong", 0) &&
      c.lower(0) < c.mean("ShadowVeryShort", 0) &&
      c.bodyGapUp(0, 1)
        ? -100
        : 0,
  },
  {
    id: "thrusting",
    title: "Thrusting",
    talib: "CDLTHRUSTING",
    lookback: 11,
    means: [
      ["BodyLong", 1],
      ["Equal", 1],
    ],
    signal: (c) =>
      c.color(1) === -1 &&
      c.body(1) > c.mean("BodyLong", 1) &&
      c.color(0) === 1 &&
      c.open(0) < c.low(1) &&
      c.close(0) > c.close(1) + c.mean("Equal", 1) &&
      c.close(0) <= c.close(1) + c.body(1) * 0.5
        ? -100
        : 0,
  },
];
