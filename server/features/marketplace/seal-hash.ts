import { createHash } from "node:crypto";
import { canonicalJson } from "@/graph-runtime/graph/canonical.ts";

export type SealedMember = { readonly weight: string; readonly semanticHash: string; readonly document: unknown };

/**
 * Returns the seal of what a subscriber runs: the sha-256 of the canonical JSON of every member's weight and whole document. Anyone
 * who has the content can compute it again; a title or a description is not part of it.
 */
export function sealHash(members: readonly SealedMember[]): string {
  const content = { format: "quantloom.listing/1", members };
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
