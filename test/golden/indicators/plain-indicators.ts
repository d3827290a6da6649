import {
  ago,
  atr,
  deviation,
  ema,
  highest,
  lowest,
  mean,
  type Series,
  sma,
  sum,
  total,
  trueRange,
  windows,
  wma,
  zip,
} from "./plain-series.ts";

export type Bars = Readonly<Record<"open" | "high" | "low" | "close" | "volume", Series>>;
/** Outputs of a kind with its defaults, from its definition in words. */
export type Plain = (bars: Bars) => Readonly<Record<string, Series>>;

const change = (x: Series, n: number): Series => zip((now, before) => now - before, x, ago(x, n));
const percent = (x: Series, n: number): Series => zip((now, before) => (now / before - 1) * 100, x, ago(x, n));
const middle = (high: Series, low: Series, n: number): Series =>
  zip((h, l) => (h + l) / 2, highest(high, n), lowest(low, n));
const location = ({ high, low, close }: Bars): Series =>
  zip((h, l, c) => (h === l ? 0 : (2 * c - h - l) / (h - l)), high, low, close);
const typical = ({ high, low, close }: Bars): Series => zip((h, l, c) => (h + l + c) / 3, high, low, close);

function supertrend({ high, low, close }: Bars): Readonly<Record<string, Series>> {
  const range = atr(high, low, close, 10);
  const line: number[] = [];
  const direction: number[] = [];
  let [upper, lower, side] = [Number.NaN, Number.NaN, -1];
  for (let i = 0; i < close.length; i++) {
    if (Number.isNaN(range[i]!)) {
      line.push(Number.NaN);
      direction.push(Number.NaN);
      continue;
    }
    const center = (high[i]! + low[i]!) / 2;
    const [top, bottom] = [center + 3 * range[i]!, center - 3 * range[i]!];
    const isFirst = Number.isNaN(upper);
    upper = isFirst || top < upper || close[i - 1]! > upper ? top : upper;
    lower = isFirst || bottom > lower || close[i - 1]! < lower ? bottom : lower;
    if (!isFirst && side < 0 && close[i]! > upper) side = 1;
    else if (!isFirst && side > 0 && close[i]! < lower) side = -1;
    line.push(side > 0 ? lower : upper);
    direction.push(side);
  }
  return { line, direction };
}

/** Kinds beyond TA-Lib that have a plain form; the others are held by their examples. */
export const PLAIN_INDICATORS: Readonly<Record<string, Plain>> = {
  "indicator.hull": ({ close }) => ({
    value: wma(
      zip((fast, slow) => 2 * fast - slow, wma(close, 10), wma(close, 20)),
      4,
    ),
  }),
  "indicator.zlema": ({ close }) => ({
    value: ema(
      zip((now, before) => 2 * now - before, close, ago(close, 9)),
      20,
    ),
  }),
  "indicator.alma": ({ close }) => ({
    value: windows(close, 9, (values) => {
      const weights = values.map((_, k) => Math.exp(-((k - 0.85 * 8) ** 2) / (2 * (9 / 6) ** 2)));
      return sum(values.map((value, k) => value * weights[k]!)) / sum(weights);
    }),
  }),
  "indicator.vwma": ({ close, volume }) => ({
    value: zip(
      (money, shares) => money / shares,
      total(
        zip((p, v) => p * v, close, volume),
        20,
      ),
      total(volume, 20),
    ),
  }),
  "indicator.keltner": ({ high, low, close }) => {
    const [center, range] = [ema(close, 20), atr(high, low, close, 10)];
    return {
      middle: center,
      upper: zip((c, r) => c + 2 * r, center, range),
      lower: zip((c, r) => c - 2 * r, center, range),
    };
  },
  "indicator.chandelier": ({ high, low, close }) => {
    const range = atr(high, low, close, 22);
    return {
      long: zip((h, r) => h - 3 * r, highest(high, 22), range),
      short: zip((l, r) => l + 3 * r, lowest(low, 22), range),
    };
  },
  "indicator.supertrend": supertrend,
  "indicator.ichimoku": ({ high, low }) => {
    const [conversion, base, long] = [middle(high, low, 9), middle(high, low, 26), middle(high, low, 52)];
    const lead = zip((a, b) => (a + b) / 2, conversion, base);
    return { conversion, base, leadA: lead, leadB: long, spanA: ago(lead, 26), spanB: ago(long, 26) };
  },
  "indicator.vortex": ({ high, low, close }) => {
    const range = total(trueRange(high, low, close), 14);
    const moved = (x: Series, y: Series): Series =>
      zip(
        (part, whole) => part / whole,
        total(
          zip((a, b) => Math.abs(a - b), x, ago(y, 1)),
          14,
        ),
        range,
      );
    return { plus: moved(high, low), minus: moved(low, high) };
  },
  "indicator.choppiness": ({ high, low, close }) => ({
    value: zip(
      (path, h, l) => (100 * Math.log10(path / (h - l))) / Math.log10(14),
      total(trueRange(high, low, close), 14),
      highest(high, 14),
      lowest(low, 14),
    ),
  }),
  "indicator.tsi": ({ close }) => {
    const moves = change(close, 1);
    const value = zip(
      (net, path) => (100 * net) / path,
      ema(ema(moves, 25), 13),
      ema(ema(moves.map(Math.abs), 25), 13),
    );
    return { value, signal: ema(value, 13) };
  },
  "indicator.kst": ({ close }) => {
    const part = (roc: number, length: number): Series => sma(percent(close, roc), length);
    const value = zip(
      (a, b, c, d) => a + 2 * b + 3 * c + 4 * d,
      part(10, 10),
      part(15, 10),
      part(20, 10),
      part(30, 15),
    );
    return { value, signal: sma(value, 9) };
  },
  "indicator.coppock": ({ close }) => ({
    value: wma(
      zip((a, b) => a + b, percent(close, 14), percent(close, 11)),
      10,
    ),
  }),
  "indicator.mass-index": ({ high, low }) => {
    const smooth = ema(
      zip((h, l) => h - l, high, low),
      9,
    );
    return {
      value: total(
        zip((a, b) => a / b, smooth, ema(smooth, 9)),
        25,
      ),
    };
  },
  "indicator.elder-ray": ({ high, low, close }) => ({
    bull: zip((h, m) => h - m, high, ema(close, 13)),
    bear: zip((l, m) => l - m, low, ema(close, 13)),
  }),
  "indicator.force-index": ({ close, volume }) => ({
    value: ema(
      zip((c, v) => c * v, change(close, 1), volume),
      13,
    ),
  }),
  "indicator.chaikin-money-flow": (bars) => ({
    value: zip(
      (a, b) => a / b,
      total(
        zip((l, v) => l * v, location(bars), bars.volume),
        20,
      ),
      total(bars.volume, 20),
    ),
  }),
  "indicator.ease-of-movement": ({ high, low, volume }) => ({
    value: sma(
      zip((m, h, l, v) => (m * (h - l) * 10_000) / v, change(middle(high, low, 1), 1), high, low, volume),
      14,
    ),
  }),
  "indicator.klinger": (bars) => {
    const force = zip((m, v) => (Number.isNaN(m) ? m : m >= 0 ? v : -v), change(typical(bars), 1), bars.volume);
    const value = zip((a, b) => a - b, ema(force, 34), ema(force, 55));
    return { value, signal: ema(value, 13) };
  },
  "indicator.acceleration-bands": ({ high, low, close }) => {
    const push = zip((h, l) => (4 * (h - l)) / (h + l), high, low);
    return {
      upper: sma(
        zip((h, p) => h * (1 + p), high, push),
        20,
      ),
      middle: sma(close, 20),
      lower: sma(
        zip((l, p) => l * (1 - p), low, push),
        20,
      ),
    };
  },
  "indicator.intraday-momentum": ({ open, close }) => {
    const body = zip((c, o) => c - o, close, open);
    const gains = body.map((value) => Math.max(0, value));
    return { value: zip((a, b) => (100 * a) / b, total(gains, 14), total(body.map(Math.abs), 14)) };
  },
  "indicator.relative-vigor": ({ open, high, low, close }) => {
    const weighted = (x: Series): Series => windows(x, 4, ([a, b, c, d]) => (a! + 2 * b! + 2 * c! + d!) / 6);
    const gain = zip((c, o) => c - o, close, open);
    const range = zip((h, l) => h - l, high, low);
    const value = zip((a, b) => a / b, total(weighted(gain), 10), total(weighted(range), 10));
    return { value, signal: weighted(value) };
  },
  "indicator.z-score": ({ close }) => ({
    value: windows(close, 20, (values) => (values.at(-1)! - mean(values)) / deviation(values)),
  }),
  "indicator.percent-rank": ({ close }) => ({
    value: windows(close, 101, (values) => values.slice(0, -1).filter((value) => value < values.at(-1)!).length),
  }),
  "indicator.percentile": ({ close }) => ({
    value: windows(close, 20, (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      return (sorted[9]! + sorted[10]!) / 2;
    }),
  }),
  "indicator.average-deviation": ({ close }) => ({
    value: windows(close, 14, (values) => mean(values.map((value) => Math.abs(value - mean(values))))),
  }),
  "indicator.volatility": ({ close }) => ({
    value: windows(
      zip((now, before) => Math.log(now / before), close, ago(close, 1)),
      20,
      (values) => 100 * deviation(values) * Math.sqrt((20 / 19) * 252),
    ),
  }),
  "indicator.squeeze": ({ high, low, close }) => {
    const range = zip((r, h, l) => (Number.isNaN(r) ? h - l : r), trueRange(high, low, close), high, low);
    const lean = zip((c, m, a) => c - (m + a) / 2, close, middle(high, low, 20), sma(close, 20));
    const on = zip(
      (d, r) => (Number.isNaN(d) ? d : Number(2 * d < 1.5 * r)),
      windows(close, 20, deviation),
      sma(range, 20),
    );
    const end = windows(lean, 20, (values) => {
      const slope = sum(values.map((value, k) => (k - 9.5) * value)) / sum(values.map((_, k) => (k - 9.5) ** 2));
      return mean(values) + slope * 9.5;
    });
    return { on, momentum: end };
  },
};
