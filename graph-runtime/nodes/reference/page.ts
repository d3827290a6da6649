import { isoUtc } from "../../core/time.ts";
import { CLOCK_PATTERN } from "../clock-param.ts";
import type { EarlierVersion, Example, NodeDefinition } from "../define-node.ts";
import { FAMILY_TITLES } from "../family.ts";
import { type ParameterSchema, parameterSchemas } from "../parameter-schemas.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The words of a choice, where the list is short enough to be read and they say more than its name. */
function choiceText(choice: string, { options, enum: choices = [] }: ParameterSchema): string {
  const words = options?.[choice];
  const isPlain = words === undefined || words.toLowerCase() === choice.toLowerCase() || choices.length > 10;
  return isPlain ? `\`${choice}\`` : `\`${choice}\` (${words})`;
}

function bounds(schema: ParameterSchema): string {
  if (schema.enum) return schema.enum.map((choice) => choiceText(String(choice), schema)).join(", ");
  if (schema.type === "boolean") return "yes or no";
  if (schema.pattern === CLOCK_PATTERN) return "time of day, hh:mm";
  if (schema.type === "string") return "text";
  const least = schema.minimum ?? schema.exclusiveMinimum;
  const whole = schema.type === "integer" ? "whole, " : "";
  return `${whole}${schema.exclusiveMinimum === undefined ? "" : "above "}${least} to ${schema.maximum}`;
}

function ports(definition: NodeDefinition): string[] {
  const inputs = Object.entries(definition.inputs).map(([name, input]) => {
    const rest = input.optional ? ["optional"] : [];
    return [`\`${name}\``, input.label, input.type, [...rest, ...(input.help ? [input.help] : [])].join(". ")];
  });
  const outputs = Object.entries(definition.outputs).map(([name, output]) => [
    `\`${name}\``,
    output.label,
    output.type,
    output.help ?? "",
  ]);
  return [
    ...(inputs.length > 0 ? ["## Inputs", table(["Port", "Name", "Type", "Notes"], inputs)] : []),
    ...(outputs.length > 0 ? ["## Outputs", table(["Port", "Name", "Type", "Notes"], outputs)] : []),
  ];
}

function parameters(definition: NodeDefinition): string[] {
  const rows = Object.entries(parameterSchemas(definition)).map(([key, schema]) => [
    `\`${key}\``,
    schema.label ?? key,
    `\`${JSON.stringify(schema.default)}\``,
    bounds(schema),
    [schema.unit, schema.help].filter((text) => text !== undefined).join(". "),
  ]);
  return rows.length > 0 ? ["## Parameters", table(["Key", "Name", "Default", "Values", "Notes"], rows)] : [];
}

function memory(definition: NodeDefinition): string[] {
  // what computes nothing has nothing to wait for
  if (Object.keys(definition.outputs).length === 0) return [];
  const params = definition.params.parse({});
  const warmup = definition.warmup(params);
  const settle = definition.settle?.(params) ?? 0;
  const begins =
    Object.keys(definition.inputs).length === 0
      ? "Known from the first bar."
      : "Known from the first bar of known input.";
  const texts = [
    warmup === 0 ? begins : `${warmup} ${warmup === 1 ? "bar" : "bars"} with the defaults; unknown until then.`,
  ];
  if (settle === Number.POSITIVE_INFINITY) texts.push("Its value depends on where the data starts.");
  else if (settle > 0)
    texts.push(`After ${settle} further bars a different start of the data no longer shows (less than 1e-9).`);
  if (definition.unknownWhile) texts.push(`Unknown while ${definition.unknownWhile}.`);
  return ["## Warm-up", texts.join(" ")];
}

const shown = (value: number | null | undefined): string =>
  value === undefined ? "" : value === null ? "unknown" : String(Math.round(value * 1e6) / 1e6);

const moment = (time: number | null | undefined): string => (typeof time === "number" ? isoUtc(time) : shown(time));

function example({ title, params, inputs, outputs, fires }: Example): string {
  const columns = [...Object.entries(inputs), ...Object.entries(outputs)];
  const length = Math.max(0, ...columns.map(([, list]) => list.length));
  const head = ["Bar", ...Object.keys(inputs), ...Object.keys(outputs).map((name) => `**${name}**`)];
  const rows = Array.from({ length: Math.min(length, 12) }, (_, i) => [
    String(i + 1),
    ...columns.map(([name, list]) => (name === "time" ? moment(list[i]) : shown(list[i]))),
  ]);
  const setting = params && Object.keys(params).length > 0 ? ` With \`${JSON.stringify(params)}\`:` : "";
  const acts = fires
    ? [`It acts on ${fires.length === 0 ? "no bar" : `bar ${fires.map((bar) => bar + 1).join(", ")}`}.`]
    : [];
  return [`**${title}.**${setting}`, table(head, rows), ...acts].join("\n\n");
}

function earlierVersion({ version, change, params }: EarlierVersion): string {
  const keys = Object.keys(params.shape).map((key) => `\`${key}\``);
  return `Nodes saved with version ${version} keep its parameters (${keys.join(", ")}) and do what they always did. ${change}. The editor offers to update them to the same with today's parameters.`;
}

/** Returns the reference page of a kind as Markdown. */
export function page(definition: NodeDefinition, chartFile: string | null): string {
  const { title, summary, family, reference } = definition.meta;
  const params = definition.params.parse({});
  return `${[
    `# ${title}`,
    `\`${definition.kind}\`, version ${definition.version}, [${FAMILY_TITLES[family]}](../README.md#${family})`,
    summary,
    ...(chartFile ? [`![${title} with its defaults](${chartFile})`] : []),
    `Reads as: *${definition.explain(params)}*`,
    ...ports(definition),
    ...parameters(definition),
    ...memory(definition),
    ...(reference ? ["## Definition", `${reference}.`] : []),
    ...(definition.earlier ? ["## Earlier versions", ...definition.earlier.map(earlierVersion)] : []),
    ...(definition.examples.length > 0 ? ["## Examples", ...definition.examples.map(example)] : []),
  ].join("\n\n")}\n`;
}
