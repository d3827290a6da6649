import { z } from "zod";

/** Writes a parameter schema on one line: "length 1..5000 =20, direction above|below =above". */
export function parameterSchema(params: z.ZodObject): string {
  const { properties } = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
  const parts = Object.entries(properties ?? {}).map(([key, schema]) => {
    if (typeof schema === "boolean") return key;
    const { type, minimum, exclusiveMinimum, maximum, enum: choices, default: value } = schema;
    const lowest = minimum ?? (exclusiveMinimum === undefined ? undefined : `>${exclusiveMinimum}`);
    const range = choices
      ? choices.join("|")
      : type === "number" || type === "integer"
        ? `${type === "integer" ? "whole " : ""}${lowest ?? ""}..${maximum ?? ""}`
        : String(type ?? "");
    return `${key} ${range}${value === undefined ? "" : ` =${JSON.stringify(value)}`}`;
  });
  return parts.join(", ") || "-";
}
