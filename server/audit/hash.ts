import { createHash } from "node:crypto";
import { canonicalJson } from "@/graph-runtime/graph/canonical.ts";

/** What stands before the first link of every chain. */
export const genesis = "0".repeat(64);

type Link = { readonly at: Date; readonly sequence: bigint; readonly previousHash: string };

function sha256(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** Returns the SHA-256 (hex) of one audit event: everything it says, and the hash before it. */
export function hashEvent(
  event: Link & {
    readonly chain: string;
    readonly teamId: string | null;
    readonly actor: string;
    readonly action: string;
    readonly detail: unknown;
  },
): string {
  const { chain, teamId, actor, action, detail, at, sequence, previousHash } = event;
  return sha256({
    chain,
    teamId,
    actor,
    action,
    detail,
    at: at.toISOString(),
    sequence: String(sequence),
    previousHash,
  });
}

/** Returns the SHA-256 (hex) of one anchor. */
export function hashAnchor(anchor: Link & { readonly heads: unknown }): string {
  const { heads, at, sequence, previousHash } = anchor;
  return sha256({ heads, at: at.toISOString(), sequence: String(sequence), previousHash });
}
