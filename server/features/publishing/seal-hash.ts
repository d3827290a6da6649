import { createHash } from "node:crypto";
import { canonicalJson } from "@/graph-runtime/graph/canonical.ts";

export type SealedMember = { readonly weight: string; readonly semanticHash: string; readonly document: unknown };

/**
 * Returns the seal of what a subscriber runs: the sha-256 of the canonical JSON of every member's weight and whole document, and of the
 * basket's settings where it has any. Anyone who has the content can compute it again; a title or a description is not part of it.
 */
export function sealHash(members: readonly SealedMember[], settings: unknown = {}): string {
  const hasSettings = typeof settings === "object" && settings !== null && Object.keys(settings).length > 0;
  const content = hasSettings
    ? { format: "quantloom.listing/2", members, settings }
    : { format: "quantloom.listing/1", members };
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
