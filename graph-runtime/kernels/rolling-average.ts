import { rollingEma, rollingWilder } from "./rolling-ema.ts";
import { rollingKama } from "./rolling-kama.ts";
import { rollingDema, rollingT3, rollingTema } from "./rolling-multiple-ema.ts";
import { rollingMean } from "./rolling-window.ts";
import { rollingTrima, rollingWma } from "./rolling-wma.ts";
import type { Rolling } from "./step.ts";

/** The averages that indicators let the user choose between. */
export const AVERAGES = ["sma", "ema", "wilder", "wma", "dema", "tema", "trima", "kama", "t3"] as const;
export type AverageName = (typeof AVERAGES)[number];

const MAKERS: Readonly<Record<AverageName, (length: number) => Rolling>> = {
  sma: rollingMean,
  ema: (length) => rollingEma(length),
  wilder: rollingWilder,
  wma: rollingWma,
  dema: rollingDema,
  tema: rollingTema,
  trima: rollingTrima,
  kama: (length) => rollingKama(length),
  t3: (length) => rollingT3(length, 0.7),
};

/** Returns the average of the given kind; a length of 1 is the value itself, as in TA-Lib. */
export function rollingAverage(name: AverageName, length: number): Rolling {
  return MAKERS[length === 1 ? "sma" : name](length);
}
