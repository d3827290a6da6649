import { z } from "zod";
import type { NodeDefinition } from "../nodes/define-node.ts";

export type ParameterSchema = {
  readonly default?: unknown;
  readonly label?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
};

/** Returns the JSON Schema of each parameter, with the form's words in it. */
export function parameterSchemas(definition: NodeDefinition): Readonly<Record<string, ParameterSchema>> {
  const schema = z.toJSONSchema(definition.params, { io: "input" });
  return (schema.properties ?? {}) as Record<string, ParameterSchema>;
}

export type ParameterSet = { readonly title: string; readonly params: Readonly<Record<string, unknown>> };

/** Returns the defaults, then for each parameter its other choices and its least value, where the schema takes them. */
export function parameterSets(definition: NodeDefinition): ParameterSet[] {
  const sets: ParameterSet[] = [];
  const add = (title: string, values: Readonly<Record<string, unknown>>): void => {
    const parsed = definition.params.safeParse(values);
    if (parsed.success) sets.push({ title, params: parsed.data });
  };
  add("defaults", {});
  for (const [key, schema] of Object.entries(parameterSchemas(definition))) {
    for (const choice of schema.enum ?? []) if (choice !== schema.default) add(`${key} ${choice}`, { [key]: choice });
    if (schema.type === "boolean") add(`${key} ${!schema.default}`, { [key]: !schema.default });
    if (schema.type === "integer" && schema.minimum !== undefined && schema.minimum !== schema.default)
      add(`${key} ${schema.minimum}`, { [key]: schema.minimum });
  }
  return sets;
}
