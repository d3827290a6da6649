import { RandomStream } from "../../core/random.ts";
import { quantileOf } from "../returns/quantile.ts";

/**
 * What is drawn: single steps with replacement; stretches of neighbouring steps with replacement, which keep what one step
 * tells of the next (they wrap around the end); or the same steps in another order.
 */
export type Drawing =
  | { readonly kind: "bootstrap" }
  | { readonly kind: "blocks"; readonly length: number }
  | { readonly kind: "shuffle" };

export type MonteCarloInput = {
  /** Returns of sessions as fractions, or profits of closed trades in money. */
  readonly steps: Float64Array;
  /** Returns multiply the equity, profits are added to it. */
  readonly unit: "return" | "profit";
  readonly drawing: Drawing;
  /** Money at the start of each path. */
  readonly capital: number;
  readonly resamples: number;
  readonly seed: number;
};

export type MonteCarlo = {
  /** Money at the end of each path, ascending. */
  readonly finalEquity: Float64Array;
  /** Maximum drawdown of each path as a positive fraction, ascending; 1 and more where nothing was left. */
  readonly maxDrawdown: Float64Array;
  /** Paths on which equity fell to zero or below; they end there. */
  readonly ruined: number;
  /** Paths that end below the capital. */
  readonly lost: number;
};

/** Draws many paths from the steps of one run; the same seed gives the same paths everywhere. */
export function monteCarlo(input: MonteCarloInput): MonteCarlo {
  const { steps, unit, drawing, capital, resamples, seed } = input;
  const random = new RandomStream(seed);
  const finalEquity = new Float64Array(resamples);
  const maxDrawdown = new Float64Array(resamples);
  const path = Float64Array.from(steps);
  const draw = drawerOf(drawing, steps, random);
  const follow = unit === "return" ? compound : accumulate;
  const end = new Float64Array(2);
  let ruined = 0;
  let lost = 0;
  for (let k = 0; k < resamples; k++) {
    draw(path);
    follow(path, capital, end);
    const money = end[0]!;
    finalEquity[k] = money;
    maxDrawdown[k] = end[1]!;
    if (money <= 0) ruined++;
    if (money < capital) lost++;
  }
  finalEquity.sort();
  maxDrawdown.sort();
  return { finalEquity, maxDrawdown, ruined, lost };
}

export type Band = { readonly share: number; readonly finalEquity: number; readonly maxDrawdown: number };

/** Returns what the given shares of the paths stay at or below, linear between neighbours. */
export function bandsOf({ finalEquity, maxDrawdown }: MonteCarlo, shares: readonly number[]): Band[] {
  return shares.map((share) => ({
    share,
    finalEquity: quantileOf(finalEquity, share),
    maxDrawdown: quantileOf(maxDrawdown, share),
  }));
}

function drawerOf(drawing: Drawing, steps: Float64Array, random: RandomStream): (path: Float64Array) => void {
  const { length } = steps;
  const places = new Int32Array(length);
  switch (drawing.kind) {
    case "bootstrap":
      return (path) => {
        random.indices(places, length);
        for (let i = 0; i < length; i++) path[i] = steps[places[i]!]!;
      };
    case "blocks": {
      const starts = new Int32Array(Math.ceil(length / drawing.length));
      return (path) => {
        random.indices(starts, length);
        let at = 0;
        for (let block = 0; block < starts.length; block++) {
          let from = starts[block]!;
          for (let k = 0; k < drawing.length && at < length; k++) {
            path[at++] = steps[from]!;
            from = from + 1 === length ? 0 : from + 1;
          }
        }
      };
    }
    case "shuffle":
      return (path) => {
        random.shuffle(path, places);
      };
  }
}

/** Writes the money at the end of the path and its maximum drawdown to `end`. */
function compound(path: Float64Array, capital: number, end: Float64Array): void {
  let equity = capital;
  let top = capital;
  let lowest = 1;
  for (let i = 0; i < path.length; i++) {
    equity *= 1 + path[i]!;
    if (equity > top) top = equity;
    else if (equity < lowest * top) {
      lowest = equity / top;
      if (equity <= 0) break;
    }
  }
  end[0] = equity;
  end[1] = 1 - lowest;
}

function accumulate(path: Float64Array, capital: number, end: Float64Array): void {
  let equity = capital;
  let top = capital;
  let lowest = 1;
  for (let i = 0; i < path.length; i++) {
    equity += path[i]!;
    if (equity > top) top = equity;
    else if (equity < lowest * top) {
      lowest = equity / top;
      if (equity <= 0) break;
    }
  }
  end[0] = equity;
  end[1] = 1 - lowest;
}
