import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { ReadOutcome } from "@/graph-runtime/graph/read-document.ts";

/** Edits that the server does not hold yet, with the saved draft that they started from. */
export type LocalCopy = { readonly document: GraphDocument; readonly base: GraphDocument; readonly revision: number };

function keyOf(strategyId: string): string {
  return `quantloom.draft.${strategyId}`;
}

/** Writes what is not yet on the server into this browser. Returns false where the storage is full or forbidden. */
export function writeLocalCopy(strategyId: string, copy: LocalCopy, storage: Storage = localStorage): boolean {
  try {
    storage.setItem(keyOf(strategyId), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function removeLocalCopy(strategyId: string, storage: Storage = localStorage): void {
  try {
    storage.removeItem(keyOf(strategyId));
  } catch {
    // A forbidden storage holds no copy.
  }
}

export function hasLocalCopy(strategyId: string, storage: Storage = localStorage): boolean {
  try {
    return storage.getItem(keyOf(strategyId)) !== null;
  } catch {
    return false;
  }
}

/** Reads the copy that a crash or a lost connection left behind; null where there is none that can be read. */
export async function readLocalCopy(
  strategyId: string,
  readDocument: (json: unknown) => Promise<ReadOutcome>,
): Promise<LocalCopy | null> {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(keyOf(strategyId)) ?? "null");
    if (raw === null || typeof raw !== "object" || !("document" in raw) || !("base" in raw) || !("revision" in raw))
      return null;
    const { document } = await readDocument(raw.document);
    const { document: base } = await readDocument(raw.base);
    return document === null || base === null || typeof raw.revision !== "number"
      ? null
      : { document, base, revision: raw.revision };
  } catch {
    return null;
  }
}
