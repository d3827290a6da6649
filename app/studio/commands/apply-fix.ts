import type { Fix, Patch } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** Returns what a one-click fix makes of a document, still to be read as one; null where a patch no longer fits it. */
export function applyFix(document: GraphDocument, fix: Fix): unknown {
  const copy: unknown = structuredClone(document);
  return fix.patch.every((patch) => applyPatch(copy, patch)) ? copy : null;
}

/** Applies one patch in place at its JSON pointer; `-` appends to a list. Returns false where the path does not exist. */
export function applyPatch(root: unknown, patch: Patch): boolean {
  const keys = patch.path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop();
  let target: unknown = root;
  for (const key of keys) target = step(target, key);
  if (last === undefined || target === null || typeof target !== "object") return false;
  if (Array.isArray(target)) return applyToList(target, last, patch);
  const holder = target as Record<string, unknown>;
  if (patch.op === "remove") return last in holder && delete holder[last];
  holder[last] = structuredClone(patch.value);
  return true;
}

function applyToList(list: unknown[], key: string, patch: Patch): boolean {
  const index = key === "-" ? list.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > list.length) return false;
  if (patch.op === "add") list.splice(index, 0, structuredClone(patch.value));
  else if (index === list.length) return false;
  else if (patch.op === "remove") list.splice(index, 1);
  else list[index] = structuredClone(patch.value);
  return true;
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>)[key] : undefined;
}
