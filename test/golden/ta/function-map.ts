import type { AverageName } from "@/graph-runtime/kernels/rolling-average.ts";

type Params = Readonly<Record<string, number>>;

/** How one TA-Lib function is asked of our kinds. */
export type TaMapping = {
  readonly kind: string;
  readonly params: (talib: Params) => Readonly<Record<string, unknown>>;
  /** Our input for each of TA-Lib's, in its order. */
  readonly inputs: readonly string[];
  /** Our output for each of TA-Lib's. */
  readonly outputs: readonly string[];
  /** The output counts bars back, where TA-Lib's counts from the start of the data. */
  readonly isAge?: true;
};

const AVERAGE_NAMES: readonly (AverageName | null)[] = [
  "sma",
  "ema",
  "wma",
  "dema",
  "tema",
  "trima",
  "kama",
  null,
  "t3",
];
const average = (type: number | undefined): AverageName => {
  const name = AVERAGE_NAMES[type ?? 0];
  if (!name) throw new Error(`no average for TA-Lib's type ${type}`);
  return name;
};

const none = (): Params => ({});
const length = (p: Params): Params => ({ length: p["timeperiod"]! });
const source = ["source"];
const value = ["value"];
const hlc = ["high", "low", "close"];

const simple = (kind: string): TaMapping => ({ kind, params: length, inputs: source, outputs: value });
const bars = (kind: string, outputs: readonly string[] = value, inputs: readonly string[] = hlc): TaMapping => ({
  kind,
  params: length,
  inputs,
  outputs,
});
const price = (formula: string, inputs: readonly string[]): TaMapping => ({
  kind: "value.price-source",
  params: () => ({ formula }),
  inputs,
  outputs: value,
});
const change = (form: string): TaMapping => ({
  ...simple("indicator.rate-of-change"),
  params: (p) => ({ ...length(p), form }),
});
const transform = (name: string): TaMapping => ({
  kind: "math.function",
  params: () => ({ name }),
  inputs: source,
  outputs: value,
});
const operator = (operation: string): TaMapping => ({
  kind: "math.arithmetic",
  params: () => ({ operation }),
  inputs: ["a", "b"],
  outputs: value,
});
const extreme = (which: string, output: string): TaMapping => ({
  kind: "math.extreme",
  params: (p) => ({ ...length(p), which }),
  inputs: source,
  outputs: [output],
  ...(output === "age" ? { isAge: true } : {}),
});
const lengths = (p: Params): Params => ({ fast: p["fastperiod"]!, slow: p["slowperiod"]! });
const oscillator = (unit: string): TaMapping => ({
  kind: "indicator.price-oscillator",
  params: (p) => ({ ...lengths(p), average: average(p["matype"]), unit }),
  inputs: source,
  outputs: value,
});
const macd = { kind: "indicator.macd", inputs: source, outputs: ["line", "signal", "histogram"] } as const;
const line = (output: string): TaMapping => ({ ...simple("indicator.linear-regression"), outputs: [output] });
const unary = (kind: string, outputs: readonly string[]): TaMapping => ({
  kind,
  params: none,
  inputs: source,
  outputs,
});

/** Every function of TA-Lib that is not a candlestick pattern. MINMAX and MINMAXINDEX are two of our nodes (see the test). */
export const TA_MAPPINGS: Readonly<Record<string, TaMapping>> = {
  ACOS: transform("acos"),
  AD: { kind: "indicator.accumulation-distribution", params: none, inputs: [...hlc, "volume"], outputs: value },
  ADD: operator("add"),
  ADOSC: { kind: "indicator.chaikin-oscillator", params: lengths, inputs: [...hlc, "volume"], outputs: value },
  ADX: bars("indicator.adx", ["adx"]),
  ADXR: bars("indicator.adxr"),
  APO: oscillator("price"),
  AROON: bars("indicator.aroon", ["down", "up"], ["high", "low"]),
  AROONOSC: bars("indicator.aroon", ["oscillator"], ["high", "low"]),
  ASIN: transform("asin"),
  ATAN: transform("atan"),
  ATR: bars("indicator.atr"),
  AVGPRICE: price("ohlc4", ["open", ...hlc]),
  BBANDS: {
    kind: "indicator.bollinger",
    params: (p) => ({ ...length(p), above: p["nbdevup"], below: p["nbdevdn"], average: average(p["matype"]) }),
    inputs: source,
    outputs: ["upper", "middle", "lower"],
  },
  BETA: bars("indicator.beta", value, ["benchmark", "source"]),
  BOP: { kind: "indicator.balance-of-power", params: none, inputs: ["open", ...hlc], outputs: value },
  CCI: bars("indicator.cci"),
  CEIL: transform("ceiling"),
  CMO: simple("indicator.cmo"),
  CORREL: bars("indicator.correlation", value, ["a", "b"]),
  COS: transform("cos"),
  COSH: transform("cosh"),
  DEMA: simple("indicator.dema"),
  DIV: operator("divide"),
  DX: bars("indicator.adx", ["dx"]),
  EMA: simple("indicator.ema"),
  EXP: transform("exp"),
  FLOOR: transform("floor"),
  HT_DCPERIOD: unary("indicator.dominant-cycle", ["period"]),
  HT_DCPHASE: unary("indicator.hilbert-sine", ["phase"]),
  HT_PHASOR: unary("indicator.dominant-cycle", ["inPhase", "quadrature"]),
  HT_SINE: unary("indicator.hilbert-sine", ["sine", "lead"]),
  HT_TRENDLINE: unary("indicator.hilbert-trend", ["line"]),
  HT_TRENDMODE: unary("indicator.hilbert-trend", ["trending"]),
  KAMA: simple("indicator.kama"),
  LINEARREG: line("value"),
  LINEARREG_ANGLE: line("angle"),
  LINEARREG_INTERCEPT: line("intercept"),
  LINEARREG_SLOPE: line("slope"),
  LN: transform("log"),
  LOG10: transform("log10"),
  MA: { ...simple("indicator.moving-average"), params: (p) => ({ ...length(p), type: average(p["matype"]) }) },
  MACD: { ...macd, params: (p) => ({ ...lengths(p), signal: p["signalperiod"] }) },
  MACDEXT: {
    ...macd,
    params: (p) => ({
      ...lengths(p),
      signal: p["signalperiod"],
      average: average(p["fastmatype"]),
      signalAverage: average(p["signalmatype"]),
    }),
  },
  MACDFIX: { ...macd, params: (p) => ({ signal: p["signalperiod"], fixed: true }) },
  MAMA: {
    kind: "indicator.mama",
    params: (p) => ({ fast: p["fastlimit"], slow: p["slowlimit"] }),
    inputs: source,
    outputs: ["mama", "fama"],
  },
  MAVP: {
    kind: "indicator.variable-average",
    params: (p) => ({ least: p["minperiod"], most: p["maxperiod"] }),
    inputs: ["source", "length"],
    outputs: value,
  },
  MAX: extreme("highest", "value"),
  MAXINDEX: extreme("highest", "age"),
  MEDPRICE: price("hl2", ["high", "low"]),
  MFI: bars("indicator.money-flow-index", value, [...hlc, "volume"]),
  MIDPOINT: simple("indicator.midpoint"),
  MIDPRICE: bars("indicator.donchian", ["middle"], ["high", "low"]),
  MIN: extreme("lowest", "value"),
  MININDEX: extreme("lowest", "age"),
  MINUS_DI: bars("indicator.adx", ["minus"]),
  MINUS_DM: bars("indicator.directional-movement", ["minus"], ["high", "low"]),
  MOM: simple("indicator.momentum"),
  MULT: operator("multiply"),
  NATR: bars("indicator.atr", ["percent"]),
  OBV: { kind: "indicator.obv", params: none, inputs: ["source", "volume"], outputs: value },
  PLUS_DI: bars("indicator.adx", ["plus"]),
  PLUS_DM: bars("indicator.directional-movement", ["plus"], ["high", "low"]),
  PPO: oscillator("percent"),
  ROC: change("percent"),
  ROCP: change("fraction"),
  ROCR: change("ratio"),
  ROCR100: change("ratio-100"),
  RSI: simple("indicator.rsi"),
  SAR: {
    kind: "indicator.parabolic-sar",
    params: (p) => ({ step: p["acceleration"], most: p["maximum"] }),
    inputs: ["high", "low"],
    outputs: value,
  },
  SAREXT: {
    kind: "indicator.parabolic-sar",
    params: (p) => ({
      step: p["accelerationlong"],
      shortStep: p["accelerationshort"],
      most: p["accelerationmaxlong"],
      offset: p["offsetonreverse"],
    }),
    inputs: ["high", "low"],
    outputs: ["signed"],
  },
  SIN: transform("sin"),
  SINH: transform("sinh"),
  SMA: simple("indicator.sma"),
  SQRT: transform("square-root"),
  STDDEV: {
    ...simple("indicator.standard-deviation"),
    params: (p) => ({ ...length(p), factor: p["nbdev"] }),
  },
  STOCH: {
    kind: "indicator.stochastic",
    params: (p) => ({
      length: p["fastk_period"],
      smooth: p["slowk_period"],
      smoothAverage: average(p["slowk_matype"]),
      signal: p["slowd_period"],
      signalAverage: average(p["slowd_matype"]),
    }),
    inputs: hlc,
    outputs: ["k", "d"],
  },
  STOCHF: {
    kind: "indicator.stochastic",
    params: (p) => ({
      length: p["fastk_period"],
      smooth: 1,
      signal: p["fastd_period"],
      signalAverage: average(p["fastd_matype"]),
    }),
    inputs: hlc,
    outputs: ["k", "d"],
  },
  STOCHRSI: {
    kind: "indicator.stochastic-rsi",
    params: (p) => ({
      rsi: p["timeperiod"],
      length: p["fastk_period"],
      signal: p["fastd_period"],
      signalAverage: average(p["fastd_matype"]),
    }),
    inputs: source,
    outputs: ["k", "d"],
  },
  SUB: operator("subtract"),
  SUM: simple("math.sum"),
  T3: { ...simple("indicator.t3"), params: (p) => ({ ...length(p), factor: p["vfactor"] }) },
  TAN: transform("tan"),
  TANH: transform("tanh"),
  TEMA: simple("indicator.tema"),
  TRANGE: { kind: "indicator.true-range", params: none, inputs: hlc, outputs: value },
  TRIMA: simple("indicator.trima"),
  TRIX: simple("indicator.trix"),
  TSF: line("forecast"),
  TYPPRICE: price("hlc3", hlc),
  ULTOSC: {
    kind: "indicator.ultimate-oscillator",
    params: (p) => ({ short: p["timeperiod1"], medium: p["timeperiod2"], long: p["timeperiod3"] }),
    inputs: hlc,
    outputs: value,
  },
  VAR: simple("indicator.variance"),
  WCLPRICE: price("hlcc4", hlc),
  WILLR: bars("indicator.williams-r"),
  WMA: simple("indicator.wma"),
};
