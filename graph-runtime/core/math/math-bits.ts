import { createFingerprint } from "../hash/fingerprint.ts";
import { acos } from "./acos.ts";
import { asin } from "./asin.ts";
import { atan } from "./atan.ts";
import { atan2 } from "./atan2.ts";
import { cos } from "./cos.ts";
import { cosh } from "./cosh.ts";
import { erf, erfc, erfcx } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { incompleteGamma } from "./incomplete-gamma.ts";
import { log } from "./log.ts";
import { logGamma } from "./log-gamma.ts";
import { log1p } from "./log1p.ts";
import { log2 } from "./log2.ts";
import { log10 } from "./log10.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { pow } from "./pow.ts";
import { powerInteger } from "./power-integer.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { tan } from "./tan.ts";
import { tanh } from "./tanh.ts";

const ONE_ARGUMENT = {
  acos,
  asin,
  atan,
  cos,
  cosh,
  erf,
  erfc,
  erfcx,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  logGamma,
  normalCdf,
  normalQuantile,
  sin,
  sinh,
  tan,
  tanh,
};

const TWO_ARGUMENTS = {
  atan2,
  pow,
  powerInteger: (x: number, n: number) => powerInteger(x, Math.trunc(n) % 50),
  incompleteGamma: (a: number, x: number) => incompleteGamma(Math.min(Math.abs(a), 1e3), Math.min(Math.abs(x), 1e3)),
  incompleteBeta: (a: number, b: number) => incompleteBeta(Math.min(Math.abs(a), 1e3), Math.min(Math.abs(b), 1e3), 0.3),
};

/**
 * Returns a fingerprint of the bits of every function in this folder over a fixed grid of arguments: small, ordinary, large,
 * huge and special ones. Two engines that agree on it compute the same numbers; a test compares Node with Chromium.
 */
export function mathBits(): string {
  const grid = argumentGrid();
  const fingerprint = createFingerprint();
  const results = new Float64Array(grid.length);
  for (const [name, compute] of Object.entries(ONE_ARGUMENT)) {
    for (let i = 0; i < grid.length; i++) results[i] = compute(grid[i] as number);
    fingerprint.text(name);
    fingerprint.column(results);
  }
  for (const [name, compute] of Object.entries(TWO_ARGUMENTS)) {
    for (let i = 0; i < grid.length; i++)
      results[i] = compute(grid[i] as number, grid[(i * 7 + 3) % grid.length] as number);
    fingerprint.text(name);
    fingerprint.column(results);
  }
  return fingerprint.digest();
}

function argumentGrid(): Float64Array {
  const grid: number[] = [
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MIN_VALUE,
    Number.MAX_VALUE,
  ];
  // A full-period generator on 32 bits: the same arguments everywhere, without any function under test.
  let state = 1;
  for (const scale of [1e-8, 1, 1, 2, 10, 40, 700, 1e5, 1e9, 1e22, 1e300]) {
    for (let i = 0; i < 200; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      grid.push((state / 2147483648 - 1) * scale);
    }
  }
  return Float64Array.from(grid);
}
