import type { z } from "zod";
import type { ParamControl, ParamField } from "./param-field.ts";
import { stepFor } from "./step-for.ts";

/** What a parameter means is shown in the inspector only. */
export type FieldWithHelp = ParamField & { readonly help?: string };

type ParamMeta = { readonly [key: string]: unknown };

/** Returns the fields of a parameter schema in their declared order. */
export function readFields(schema: z.ZodObject): readonly FieldWithHelp[] {
  return Object.entries(schema.shape).map(([key, field]) => readField(key, field as z.ZodType));
}

function readField(key: string, schema: z.ZodType): FieldWithHelp {
  let inner: z.ZodType = schema;
  let defaultValue: unknown;
  const meta: Record<string, unknown> = {};
  for (;;) {
    for (const [name, value] of Object.entries((inner.meta() ?? {}) as ParamMeta))
      if (!(name in meta)) meta[name] = value;
    const definition = inner.def as {
      readonly type: string;
      readonly innerType?: z.ZodType;
      readonly defaultValue?: unknown;
    };
    if (definition.type === "default" || definition.type === "prefault") defaultValue = definition.defaultValue;
    if (definition.innerType === undefined) break;
    inner = definition.innerType;
  }
  const label = text(meta["label"]) ?? key;
  const help = text(meta["help"]) ?? text(meta["description"]);
  const unit = text(meta["unit"]);
  const shownWhen = meta["shownWhen"] as ParamField["shownWhen"];
  return {
    key,
    label,
    primary: meta["primary"] === true,
    defaultValue,
    control: readControl(inner, meta),
    ...(help === undefined ? {} : { help }),
    ...(unit === undefined ? {} : { unit }),
    ...(shownWhen === undefined ? {} : { shownWhen }),
  };
}

function readControl(schema: z.ZodType, meta: Readonly<Record<string, unknown>>): ParamControl {
  const type = schema.def.type;
  if (type === "number") return numberControl(schema as z.ZodNumber, meta);
  if (type === "boolean") return { kind: "switch" };
  if (type === "enum" || type === "literal") {
    const values = type === "enum" ? (schema as z.ZodEnum).options : [...(schema as z.ZodLiteral).values];
    const labels = (meta["options"] ?? {}) as Readonly<Record<string, string>>;
    const options = values.map((value) => ({
      value: String(value),
      label: labels[String(value)] ?? sentence(String(value)),
    }));
    const fits = options.length <= 4 && options.reduce((sum, option) => sum + option.label.length, 0) <= 26;
    const control = meta["control"];
    return { kind: "choice", options, segmented: control === "segmented" || (control === undefined && fits) };
  }
  const maxLength = (schema as z.ZodString).maxLength;
  return {
    kind: "text",
    multiline: meta["control"] === "textarea",
    ...(typeof maxLength === "number" ? { maxLength } : {}),
  };
}

function numberControl(schema: z.ZodNumber, meta: Readonly<Record<string, unknown>>): ParamControl {
  const integer = schema.format === "safeint" || schema.isInt;
  const min = finite(schema.minValue);
  const max = finite(schema.maxValue);
  const step = typeof meta["step"] === "number" ? meta["step"] : integer ? 1 : stepFor(min, max);
  return {
    kind: "number",
    integer,
    step,
    slider: meta["control"] === "slider" && min !== undefined && max !== undefined,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** zod reports unbounded integers as the safe integer limits, which are no bounds for a person. */
function finite(value: number | null | undefined): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function sentence(value: string): string {
  const spaced = value.replaceAll(/[-_]/g, " ");
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}
