import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import type { Template } from "@/graph-runtime/templates/template.ts";
import { measureTemplate, programOf, runOnDefault } from "./measure-template.ts";

// A number that moves here moves for every user: `npx tsx test/golden/templates/update.ts` prints what moved, `--write` accepts it,
// and the commit says why.

/** The most nodes that the strategies of the expressibility set may need; others may have 12. */
const budgets: Readonly<Record<string, number>> = {
  "ema-cross": 6,
  "rsi-weekly-trend": 9,
  "supertrend-flip": 7,
  "supertrend-atr-trail": 7,
  "opening-range-breakout": 9,
  "donchian-pyramid": 8,
  grid: 8,
  "cost-averaging": 8,
  "gap-fade-latch": 10,
  "overnight-hold": 8,
  "gap-fade": 10,
  "regime-switch": 8,
  "regime-rotation": 8,
  "top-momentum": 7,
  "pairs-z-score": 12,
};
const ordinaryBudget = 12;

/** Fewer fills than this on twenty years of daily bars would show nothing. */
const fewestFills = 10;

test("no two templates share an id or a title", () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length);
});

test("each golden file belongs to a template", () => {
  const files = readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith(".json"));
  expect(files.sort()).toEqual(templates.map(({ id }) => `${id}.json`).sort());
});

describe.each(templates.map((template): [string, Template] => [template.id, template]))("%s", (id, template) => {
  const { document } = template;

  test("compiles without an error or a warning", () => {
    expect(compile(document).diagnostics).toEqual([]);
  });

  test("compiles at both ends of every knob", () => {
    for (const { key, min, max } of document.parameters) {
      for (const value of [min, max]) {
        expect(value, `${key} needs bounds`).toBeTypeOf("number");
        expect(compile(document, { parameters: { [key]: value! } }).diagnostics).toEqual([]);
      }
    }
  });

  test("has no knob that turns nothing", () => {
    const used = new Set(document.nodes.flatMap(({ params }) => Object.values(params).map(keyOf)));
    expect(document.parameters.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
  });

  test("stays within its budget of nodes", () => {
    expect(document.nodes.length).toBeLessThanOrEqual(budgets[id] ?? ordinaryBudget);
  });

  test("reads in whole sentences", () => {
    const sentences = explain(document);
    const speaking = document.nodes.filter(({ kind }) => {
      const definition = registry.get(kind);
      return definition?.triggers !== undefined || definition?.protection !== undefined;
    });
    expect(sentences.map(({ nodeId }) => nodeId).sort()).toEqual(speaking.map((node) => node.id).sort());
    for (const { text } of sentences) {
      expect(text).toMatch(/^[A-Z].*[^.]\.$/);
      expect(text).not.toMatch(/\.\.\.|undefined|NaN|\[object/);
      expect(text.split("(").length).toBe(text.split(")").length);
    }
  });

  test("lays its nodes out apart from each other", () => {
    const places = document.nodes.map((node) => document.ui.nodes[node.id]!);
    places.forEach((place, at) => {
      for (const other of places.slice(at + 1)) {
        const isBeside = Math.abs(place.x - other.x) >= 288;
        expect(isBeside || Math.abs(place.y - other.y) >= 240, `${JSON.stringify([place, other])}`).toBe(true);
      }
    });
  });

  test("enters and leaves on the bundled history, the same in blocks of every size", async () => {
    const program = programOf(template);
    const whole = await runOnDefault(program);
    expect(whole.fills.length).toBeGreaterThanOrEqual(fewestFills);
    expect(new Set(whole.fills.map(({ role }) => role))).toEqual(new Set(["entry", "exit"]));
    expect(whole.orders.filter(({ status }) => status === "denied")).toEqual([]);
    for (const blockSize of [1, 7, 4_096])
      expect((await runOnDefault(program, blockSize)).fingerprint, `blocks of ${blockSize}`).toBe(whole.fingerprint);
  });

  test("gives the numbers of its golden file", async () => {
    const golden = JSON.parse(readFileSync(new URL(`./${id}.json`, import.meta.url), "utf8"));
    expect(await measureTemplate(template)).toEqual(golden);
  });
});

function keyOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "$param" in value ? value.$param : null;
}
