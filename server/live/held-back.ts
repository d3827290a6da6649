import { ALERTS_ONLY, AWAITS_APPROVAL } from "@/graph-runtime/risk/outside-limits.ts";

/** Returns how an entry was held back by its subscriber's wish, null where it was not; a sealed run's reasons come without their first word. */
export function heldBack({ deniedReason }: { readonly deniedReason: string | null }): "approval" | "alerts" | null {
  if (deniedReason === null) return null;
  if (AWAITS_APPROVAL.endsWith(deniedReason)) return "approval";
  return ALERTS_ONLY.endsWith(deniedReason) ? "alerts" : null;
}
