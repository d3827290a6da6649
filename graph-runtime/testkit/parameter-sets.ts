import type { NodeDefinition } from "../nodes/define-node.ts";
import { parameterSchemas } from "../nodes/parameter-schemas.ts";

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
