import { sha256Hex } from "../core/hash/sha256.ts";
import { semanticText } from "./canonical.ts";
import type { GraphDocument } from "./document.ts";

/** Returns the SHA-256 (hex) of what a document means; looks, names and notes do not change it. */
export function semanticHash(document: GraphDocument): string {
  return sha256Hex(semanticText(document));
}
