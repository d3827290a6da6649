import { z } from "zod";
import { GraphDocument } from "./document.ts";

/** Returns the generated file that describes the document for other programs: path and text. */
export function jsonSchemaFiles(): Record<string, string> {
  const schema = z.toJSONSchema(GraphDocument, { io: "input" });
  const titled = { title: "Quantloom strategy", ...schema };
  return { "docs/graph.schema.json": `${JSON.stringify(titled, null, 2)}\n` };
}
