import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { AppError } from "../../errors/app-error.ts";

export const largestDocumentBytes = 2 * 1024 * 1024;

/** Returns the document, or refuses it with the diagnostics. It need not compile: half-built work is kept too. */
export function readDraft(json: unknown): GraphDocument {
  const bytes = Buffer.byteLength(JSON.stringify(json) ?? "");
  if (bytes > largestDocumentBytes) {
    throw new AppError("too-large", {
      message: `A strategy may take 2 MB, this one takes ${(bytes / 1024 / 1024).toFixed(1)} MB.`,
      bytes,
      most: largestDocumentBytes,
    });
  }
  const { document, diagnostics } = readDocument(json);
  if (document) return document;
  throw new AppError("invalid-input", {
    message: diagnostics[0]?.message ?? "This is not a strategy document.",
    diagnostics,
  });
}

/** Returns a document as it came out of the database. Everything that went in was read first, so this holds. */
export function storedDocument(json: unknown, name: string): GraphDocument {
  const { document, diagnostics } = readDocument(json);
  if (!document) throw new Error(`a stored document is not readable: ${diagnostics[0]?.message ?? "no reason"}`);
  return { ...document, name };
}
