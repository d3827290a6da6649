/** How an indicator is spoken of. */
export type IndicatorWords = {
  readonly kind: string;
  readonly names: readonly string[];
  /** The parameter that a single number sets; null where one number would be unclear. */
  readonly lengthParam: string | null;
  /** The parameters of a list such as (12, 26, 9), in order. */
  readonly params: readonly string[];
  readonly takesSource: boolean;
  /** Outputs by the words that choose them. */
  readonly outputs: readonly (readonly [output: string, phrases: readonly string[]])[];
  /** The output that is meant when none is named; null where one must be. */
  readonly defaultOutput: string | null;
  /** Where it is called oversold and overbought. */
  readonly extremes?: readonly [oversold: number, overbought: number];
};

const BANDS = [
  ["upper", ["upper band", "upper line", "upper channel", "upper", "top band", "top"]],
  ["lower", ["lower band", "lower line", "lower channel", "lower", "bottom band", "bottom"]],
  ["middle", ["middle band", "middle line", "mid band", "middle", "center line"]],
] as const;

const plain = { params: ["length"], lengthParam: "length", outputs: [], defaultOutput: "value" } as const;

export const INDICATORS: readonly IndicatorWords[] = [
  {
    kind: "indicator.rsi",
    names: ["relative strength index", "rsi"],
    ...plain,
    takesSource: true,
    extremes: [30, 70],
  },
  {
    kind: "indicator.macd",
    names: ["macd line", "macd"],
    lengthParam: null,
    params: ["fast", "slow", "signal"],
    takesSource: true,
    outputs: [
      ["histogram", ["histogram"]],
      ["signal", ["signal line", "signal"]],
      ["line", ["line"]],
    ],
    defaultOutput: "line",
  },
  {
    kind: "indicator.bollinger",
    names: ["bollinger bands", "bollinger band", "bollinger", "bb"],
    lengthParam: "length",
    params: ["length", "above"],
    takesSource: true,
    outputs: BANDS,
    defaultOutput: null,
  },
  {
    kind: "indicator.keltner",
    names: ["keltner channels", "keltner channel", "keltner band", "keltner"],
    lengthParam: "length",
    params: ["length", "factor"],
    takesSource: false,
    outputs: BANDS,
    defaultOutput: null,
  },
  {
    kind: "indicator.donchian",
    names: ["donchian channels", "donchian channel", "donchian band", "donchian"],
    lengthParam: "length",
    params: ["length"],
    takesSource: false,
    outputs: BANDS,
    defaultOutput: null,
  },
  { kind: "indicator.atr", names: ["average true range", "atr"], ...plain, takesSource: false },
  {
    kind: "indicator.adx",
    names: ["average directional index", "adx"],
    ...plain,
    takesSource: false,
    defaultOutput: "adx",
  },
  {
    kind: "indicator.cci",
    names: ["commodity channel index", "cci"],
    ...plain,
    takesSource: false,
    extremes: [-100, 100],
  },
  {
    kind: "indicator.williams-r",
    names: ["williams %r", "williams % r", "williams r"],
    ...plain,
    takesSource: false,
    extremes: [-80, -20],
  },
  {
    kind: "indicator.money-flow-index",
    names: ["money flow index", "mfi"],
    ...plain,
    takesSource: false,
    extremes: [20, 80],
  },
  { kind: "indicator.rate-of-change", names: ["rate of change", "roc"], ...plain, takesSource: true },
  { kind: "indicator.momentum", names: ["momentum"], ...plain, takesSource: true },
  { kind: "indicator.z-score", names: ["z-score", "z score", "zscore"], ...plain, takesSource: true },
  { kind: "indicator.standard-deviation", names: ["standard deviation"], ...plain, takesSource: true },
  {
    kind: "indicator.stochastic",
    names: ["stochastic oscillator", "stochastics", "stochastic"],
    lengthParam: "length",
    params: ["length", "smooth", "signal"],
    takesSource: false,
    outputs: [
      ["d", ["signal line", "signal", "%d", "% d", "d line"]],
      ["k", ["%k", "% k", "k line"]],
    ],
    defaultOutput: "k",
    extremes: [20, 80],
  },
  {
    kind: "indicator.stochastic",
    names: ["% k", "k line"],
    lengthParam: null,
    params: [],
    takesSource: false,
    outputs: [],
    defaultOutput: "k",
  },
  {
    kind: "indicator.stochastic",
    names: ["% d", "d line"],
    lengthParam: null,
    params: [],
    takesSource: false,
    outputs: [],
    defaultOutput: "d",
  },
  {
    kind: "indicator.vwap",
    names: ["volume weighted average price", "vwap"],
    lengthParam: null,
    params: [],
    takesSource: false,
    outputs: [],
    defaultOutput: "value",
  },
  {
    kind: "indicator.supertrend",
    names: ["supertrend line", "supertrend", "super trend"],
    lengthParam: null,
    params: ["length", "factor"],
    takesSource: false,
    outputs: [],
    defaultOutput: "line",
  },
];
