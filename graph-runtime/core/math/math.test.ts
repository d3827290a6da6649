import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
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
import { mathBits } from "./math-bits.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { pow } from "./pow.ts";
import { powerInteger } from "./power-integer.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { studentTwoSided } from "./student-t.ts";
import { tan } from "./tan.ts";
import { tanh } from "./tanh.ts";

type Vectors = {
  elementary: Record<string, [number, number][]>;
  pow: [number, number, number][];
  special: Record<string, number[][]>;
};
// Correctly rounded values by mpmath at 60 digits; math-vectors.py wrote them.
const vectors = JSON.parse(readFileSync(new URL("math-vectors.json", import.meta.url), "utf8")) as Vectors;

const elementary: Record<string, (x: number) => number> = {
  acos,
  asin,
  atan,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log1p,
  log10,
  log2,
  sin,
  sinh,
  tan,
  tanh,
};

const bits = new Float64Array(1);
const integer = new BigInt64Array(bits.buffer);

/** Doubles that lie between two numbers, plus one; 0 where they are the same, infinity where only one is a number. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.POSITIVE_INFINITY;
  const rank = (x: number): bigint => {
    bits[0] = x;
    const value = integer[0] as bigint;
    return value < 0n ? -(value & 0x7fffffffffffffffn) : value;
  };
  const distance = rank(a) - rank(b);
  return Number(distance < 0n ? -distance : distance);
}

describe("against correctly rounded values", () => {
  test.each(Object.entries(elementary))("%s is within 1 ulp (2 for the hyperbolic ones and log10)", (name, compute) => {
    const limit = ["sinh", "cosh", "tanh", "log10"].includes(name) ? 2 : 1;
    const rows = vectors.elementary[name] as [number, number][];
    expect(rows.length).toBeGreaterThan(8);
    for (const [x, expected] of rows) expect(ulps(compute(x), expected), `${name}(${x})`).toBeLessThanOrEqual(limit);
  });

  test("pow is within 1 ulp", () => {
    for (const [x, y, expected] of vectors.pow) expect(ulps(pow(x, y), expected), `${x}^${y}`).toBeLessThanOrEqual(1);
  });

  const special: [string, (...args: number[]) => number, number][] = [
    ["erf", erf as never, 1e-15],
    ["erfc", erfc as never, 1e-15],
    ["erfcx", erfcx as never, 1e-15],
    ["cdf", normalCdf as never, 2e-13],
    ["quantile", normalQuantile as never, 1e-15],
    ["beta", incompleteBeta as never, 1e-11],
    ["gamma", incompleteGamma as never, 1e-12],
    ["student", studentTwoSided as never, 1e-11],
  ];
  test.each(special)("%s keeps its relative error bound", (name, compute, bound) => {
    for (const row of vectors.special[name] as number[][]) {
      const expected = row[row.length - 1] as number;
      const value = compute(...row.slice(0, -1));
      expect(Math.abs(value - expected), `${name}(${row.slice(0, -1)})`).toBeLessThanOrEqual(
        bound * Math.abs(expected),
      );
    }
  });

  test("logGamma keeps its bound", () => {
    for (const [x, expected] of vectors.special["logGamma"] as [number, number][]) {
      expect(Math.abs(logGamma(x) - expected), `logGamma(${x})`).toBeLessThanOrEqual(
        Math.max(1e-14, 1e-15 * Math.abs(expected)),
      );
    }
  });
});

describe("against the engine's own functions", () => {
  function* points(): Generator<number> {
    const edges = [0, -0, 1, -1, 0.5, Number.MIN_VALUE, -Number.MIN_VALUE, 2.2250738585072014e-308, Number.MAX_VALUE];
    const borders = [
      709.782712893384, 709.782712893383, -745.1332191019411, -745.2, 22, 710.47, 0.7853981633974483, 0.6744,
    ];
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const x of [...edges, ...borders, ...odd]) {
      yield x;
      yield -x;
    }
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    for (let i = 0; i < 20_000; i++) {
      yield (next() - 0.5) * 4;
      yield (next() - 0.5) * 1500;
      yield next() * 1e7;
      integer[0] = (BigInt(Math.floor(next() * 4294967296)) << 32n) | BigInt(Math.floor(next() * 4294967296));
      yield bits[0] as number;
    }
  }

  test.each(Object.entries(elementary))(
    "%s differs by at most 2 ulp over 80,000 points and the special values",
    (name, compute) => {
      const reference = (Math as unknown as Record<string, (x: number) => number>)[name] as (x: number) => number;
      let worst = 0;
      let at = 0;
      for (const x of points()) {
        const distance = ulps(compute(x), reference(x));
        if (distance > worst) [worst, at] = [distance, x];
      }
      expect(worst, `${name}(${at})`).toBeLessThanOrEqual(2);
    },
  );

  test("pow and atan2 give the same special values and differ by at most 2 ulp elsewhere", () => {
    const odd = [
      0,
      -0,
      1,
      -1,
      2,
      -2,
      0.5,
      -0.5,
      3,
      -3,
      1 / 3,
      1e308,
      1e-300,
      4.5,
      1024,
      -1074,
      2147483649,
      -1e19,
      9007199254740992,
    ];
    const all = [
      ...odd,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.MIN_VALUE,
      1.0000000001,
      0.9999999999,
    ];
    for (const x of all) {
      for (const y of all) {
        expect(ulps(pow(x, y), Math.pow(x, y)), `${x}^${y}`).toBeLessThanOrEqual(2);
        expect(ulps(atan2(x, y), Math.atan2(x, y)), `atan2(${x}, ${y})`).toBeLessThanOrEqual(2);
      }
    }
    const xs = [...points()].filter((x) => x > 0 && x < 1e6).slice(0, 20_000);
    for (const [i, x] of xs.entries()) {
      const y = ((xs[(i * 7) % xs.length] as number) % 40) - 20;
      expect(ulps(pow(x, y), Math.pow(x, y)), `${x}^${y}`).toBeLessThanOrEqual(2);
    }
  });
});

test("whole powers by multiplication are exact where the products are", () => {
  expect(powerInteger(3, 20)).toBe(3486784401);
  expect(powerInteger(2, -10)).toBe(1 / 1024);
  expect(powerInteger(-1.5, 3)).toBe(-3.375);
  expect(powerInteger(7, 0)).toBe(1);
  expect(Math.abs(powerInteger(1.001, 252) / pow(1.001, 252) - 1)).toBeLessThan(3e-14);
});

test("the normal quantile undoes the distribution function", () => {
  for (let p = 0.0005; p < 1; p += 0.0005)
    expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(3e-16 + p * 1e-14);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalQuantile(1.1)]).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    Number.NaN,
  ]);
});

test("the bits of all functions are those that every release so far has computed", () => {
  expect(mathBits()).toBe("e4b36c306f47aeee623ef555cf9a45dc");
});
