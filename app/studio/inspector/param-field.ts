import type { z } from "zod";

/** How one parameter of a node is edited, read from its zod schema and its meta. */
export type ParamField = {
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  readonly primary: boolean;
  readonly defaultValue: unknown;
  readonly control: ParamControl;
  /** Shown only while every other parameter named here has one of these values. */
  readonly shownWhen?: Readonly<Record<string, readonly unknown[]>>;
};

export type ParamControl =
  | {
      readonly kind: "number";
      readonly integer: boolean;
      readonly min?: number;
      readonly max?: number;
      readonly step: number;
      readonly slider: boolean;
    }
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly segmented: boolean;
    }
  | { readonly kind: "switch" }
  | { readonly kind: "text"; readonly maxLength?: number; readonly multiline: boolean };

type ParamMeta = { readonly [key: string]: unknown };

const fieldsOfSchema = new WeakMap<z.ZodObject, readonly ParamField[]>();

/** Returns the fields of a parameter schema in their declared order. */
export function paramFields(schema: z.ZodObject): readonly ParamField[] {
  const known = fieldsOfSchema.get(schema);
  if (known !== undefined) return known;
  const fields = Object.entries(schema.shape).map(([key, field]) => readField(key, field as z.ZodType));
  fieldsOfSchema.set(schema, fields);
  return fields;
}

/** Returns the at most two parameters that are edited on the node itself. */
export function primaryFields(schema: z.ZodObject): readonly ParamField[] {
  return paramFields(schema)
    .filter((field) => field.primary)
    .slice(0, 2);
}

export function isShown(field: ParamField, params: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(field.shownWhen ?? {}).every(([key, values]) => values.includes(params[key]));
}

function readField(key: string, schema: z.ZodType): ParamField {
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

function stepFor(min: number | undefined, max: number | undefined): number {
  const span = min !== undefined && max !== undefined ? max - min : 100;
  return span <= 1 ? 0.01 : span <= 20 ? 0.1 : 0.5;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function sentence(value: string): string {
  const spaced = value.replaceAll(/[-_]/g, " ");
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}
