import { canonicalJson } from "../graph/canonical.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import { earlierDefinition } from "../nodes/earlier-version.ts";
import { parameterSchemas } from "../nodes/parameter-schemas.ts";
import { runNode } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { isBarField } from "./node-series.ts";
import { parameterSets } from "./parameter-sets.ts";

const WORDY = 12;

function checkParameters(definition: NodeDefinition): string | null {
  for (const [key, schema] of Object.entries(parameterSchemas(definition))) {
    if (schema.default === undefined) return `parameter "${key}" has no default`;
    if (!schema.label) return `parameter "${key}" has no label`;
    const isNumber = schema.type === "number" || schema.type === "integer";
    const hasLeast = schema.minimum !== undefined || schema.exclusiveMinimum !== undefined;
    if (isNumber && !(hasLeast && schema.maximum !== undefined)) return `parameter "${key}" has no bounds`;
    if (schema.type === "string" && !schema.enum && schema.maxLength === undefined)
      return `parameter "${key}" has no greatest length`;
  }
  return definition.params.safeParse({}).success ? null : "its defaults are not valid together";
}

/** A percentage that does not say of what is a trap: its unit, its help or its choices must. */
function checkPercentages(definition: NodeDefinition): string | null {
  for (const [key, schema] of Object.entries(parameterSchemas(definition))) {
    const { unit = "", help = "", label = "", options = {} } = schema;
    const choices = (schema.enum ?? []).filter((choice) => /percent/.test(String(choice)));
    const isNumber = schema.type === "number" || schema.type === "integer";
    const isPercentage = isNumber && (/%/.test(unit) || /percent/i.test(`${key} ${label}`));
    if (!isPercentage && choices.length === 0) continue;
    const saysSo = /^% of \w/.test(unit) || /percent(ages)?( are)? of \w/i.test(help);
    const allSay = choices.length > 0 && choices.every((choice) => /% of \w/.test(options[String(choice)] ?? ""));
    if (!saysSo && !allSay) return `parameter "${key}" is a percentage and does not say of what`;
  }
  return null;
}

function checkTexts(definition: NodeDefinition): string | null {
  const { title, summary, keywords } = definition.meta;
  if (!title || keywords.length === 0) return "title or keywords are missing";
  if (summary.length < WORDY || !/[.)]$/.test(summary)) return "the summary is not a sentence";
  const params = definition.params.parse({});
  if (!definition.explain(params)) return "explain says nothing";
  const words = Object.keys(definition.inputs).map((_, index) => `input ${index + 1}`);
  for (const port of Object.keys(definition.outputs)) {
    const phrase = definition.phrase?.(params, words, port);
    if (phrase !== undefined && (!phrase || /undefined|NaN|\[object/.test(phrase))) return `phrase reads "${phrase}"`;
  }
  return null;
}

function checkExamples(definition: NodeDefinition): string | null {
  // an example has one clock and no account
  const { account, outside, clock, aligns, instrument, benchmark, guard } = definition;
  const needsMore = account ?? outside ?? clock ?? aligns ?? instrument ?? benchmark ?? guard;
  if (definition.examples.length === 0) return needsMore ? null : "it has no example";
  for (const example of definition.examples) {
    const series = Object.fromEntries(Object.entries(example.inputs).map(([name, list]) => [name, column(list)]));
    for (const name of Object.keys(series))
      if (!(name in definition.inputs || isBarField(name))) return `"${example.title}" feeds an unknown port "${name}"`;
    const params = definition.params.parse(example.params ?? {});
    const { outputs, fires } = runNode(definition, { params, series });
    for (const [port, expected] of Object.entries(example.outputs)) {
      const found = outputs[port];
      if (!found) return `"${example.title}" expects an unknown port "${port}"`;
      const bar = expected.findIndex((value, i) => !isClose(value, found[i]!));
      if (bar >= 0 || expected.length !== found.length)
        return `"${example.title}": ${port} is ${[...found].join(", ")}, expected ${expected.join(", ")}`;
    }
    if (example.fires && example.fires.join() !== fires.join())
      return `"${example.title}": acts on bars ${fires.join()}, expected ${example.fires.join()}`;
    if (definition.guard && canonicalJson(example.guard ?? null) !== canonicalJson(definition.guard(params)))
      return `"${example.title}": limits ${canonicalJson(definition.guard(params))}, expected ${canonicalJson(example.guard ?? null)}`;
    if (definition.triggers && !example.fires) return `"${example.title}" does not say on which bars it acts`;
  }
  return null;
}

/** What was saved with an earlier version must go on as it did: its examples hold, and the newest version can say the same. */
function checkEarlier(definition: NodeDefinition): string | null {
  const { earlier = [], version } = definition;
  const numbers = earlier.map((old) => old.version);
  const expected = Array.from({ length: version - 1 }, (_, index) => index + 1);
  if (numbers.join() !== expected.join())
    return `versions ${expected.join(", ") || "none"} came before this one, and it knows ${numbers.join(", ") || "none"}`;
  for (const each of earlier) {
    const old = earlierDefinition(definition, each);
    const problem = checkParameters(old) ?? (each.examples.length > 0 ? checkExamples(old) : "it has no example");
    if (problem !== null) return `version ${each.version}: ${problem}`;
    for (const { title, params } of parameterSets(old)) {
      const raised = definition.params.strict().safeParse(each.upgrade(params));
      if (!raised.success)
        return `version ${each.version} cannot be raised (${title}): ${raised.error.issues[0]?.message}`;
    }
    // a saved node leaves out what it takes by default
    const whole = definition.params.safeParse(each.upgrade(old.params.parse({})));
    const bare = definition.params.safeParse(each.upgrade({}));
    if (canonicalJson(whole.data) !== canonicalJson(bare.data))
      return `version ${each.version} takes other defaults, which raising it does not write down`;
  }
  return null;
}

const column = (list: readonly (number | null)[]): Float64Array =>
  Float64Array.from(list, (value) => value ?? Number.NaN);

/** Examples are written by hand with few digits. */
function isClose(expected: number | null, found: number): boolean {
  if (expected === null) return Number.isNaN(found);
  return Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

export const declarationCards: readonly ConformanceCard[] = [
  { name: "parameters have default, label and bounds", check: checkParameters },
  { name: "percentages say of what", check: checkPercentages },
  { name: "texts are there and render", check: checkTexts },
  { name: "examples hold", check: checkExamples },
  { name: "earlier versions keep their meaning", check: checkEarlier },
];
