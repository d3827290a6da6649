import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";

/** Returns a document that compiles, with a name of its own. */
export function crossDocument(name = "SMA cross"): GraphDocument {
  const { document } = readDocument({ ...smaCross.document, name });
  if (!document) throw new Error("the template cannot be read");
  return document;
}
