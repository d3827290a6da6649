import { z } from "zod";
import type { NodeDefinition } from "./define-node.ts";

export type ParameterSchema = {
  readonly default?: unknown;
  readonly label?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly unit?: string;
  readonly help?: string;
  /** Words for choices. */
  readonly options?: Readonly<Record<string, string>>;
};

/** Returns the JSON Schema of each parameter, with the form's words in it. */
export function parameterSchemas(definition: NodeDefinition): Readonly<Record<string, ParameterSchema>> {
  const schema = z.toJSONSchema(definition.params, { io: "input" });
  return (schema.properties ?? {}) as Record<string, ParameterSchema>;
}
