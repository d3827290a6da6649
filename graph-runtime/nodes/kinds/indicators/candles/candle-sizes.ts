/** What counts as long, short, near and so on: a factor of the mean over the bars before (period 0: of the bar itself). */
export const CANDLE_SIZES = {
  BodyLong: { of: "body", period: 10, factor: 1 },
  BodyShort: { of: "body", period: 10, factor: 1 },
  BodyDoji: { of: "range", period: 10, factor: 0.1 },
  ShadowLong: { of: "body", period: 0, factor: 1 },
  ShadowVeryLong: { of: "body", period: 0, factor: 2 },
  ShadowShort: { of: "shadows", period: 10, factor: 1 },
  ShadowVeryShort: { of: "range", period: 10, factor: 0.1 },
  Near: { of: "range", period: 5, factor: 0.2 },
  Far: { of: "range", period: 5, factor: 0.6 },
  Equal: { of: "range", period: 5, factor: 0.05 },
} as const;

export type CandleSize = keyof typeof CANDLE_SIZES;
