import type { SharedStrategy } from "@/server/features/shares/shared-dto.ts";

/** Fetches what a share link shows; null where the link does not work. */
export async function loadShared(token: string): Promise<SharedStrategy | null> {
  const answer = await fetch(`/api/shared/${encodeURIComponent(token)}`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error("The strategy could not be loaded. Try again in a moment.");
  return (await answer.json()) as SharedStrategy;
}
