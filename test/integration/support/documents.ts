import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";

/** Returns a document that compiles, with a name of its own. */
export function crossDocument(name = "SMA cross"): GraphDocument {
  const { document } = readDocument({ ...smaCross.document, name });
  if (!document) throw new Error("the template cannot be read");
  return document;
}

/** Returns a cross that turns every few bars, so that a test need not wait for it. */
export function quickCross(name: string): GraphDocument {
  const document = crossDocument(name);
  const quick: Readonly<Record<string, number>> = { fast: 2, slow: 5 };
  const parameters = document.parameters.map((one) => ({ ...one, default: quick[one.key] ?? one.default }));
  return { ...document, parameters } as GraphDocument;
}
