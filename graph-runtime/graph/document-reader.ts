import { checkShape } from "./check-shape.ts";
import { GraphDocument, GraphNode } from "./document.ts";
import { type ReadOutcome, readDocument } from "./read-document.ts";

type Members = Readonly<Record<string, unknown>>;

/**
 * Returns a reader for values that share with the value before what an edit left alone, and are never changed in place. Where
 * only nodes are others, only those are parsed; the outcome is that of `readDocument`.
 */
export function createDocumentReader(): (json: unknown) => ReadOutcome {
  let last: { readonly json: unknown; readonly outcome: ReadOutcome } | null = null;
  return (json) => {
    const known = last === null ? null : json === last.json ? last.outcome : readEdit(json, last.json, last.outcome);
    const outcome = known ?? readDocument(json);
    last = { json, outcome };
    return outcome;
  };
}

/** Returns null where more than nodes changed, or where a node is not legal: then the whole says what is wrong. */
function readEdit(json: unknown, before: unknown, { document }: ReadOutcome): ReadOutcome | null {
  if (document === null || !isMembers(json) || !isMembers(before)) return null;
  const keys = Object.keys(GraphDocument.shape).filter((key) => key !== "nodes");
  const isOnlyNodes =
    Object.keys(json).length === Object.keys(before).length && keys.every((key) => json[key] === before[key]);
  const [now, then] = [json["nodes"], before["nodes"]];
  if (!isOnlyNodes || !Array.isArray(now) || !Array.isArray(then) || now.length !== then.length) return null;
  const nodes = [...document.nodes];
  for (let index = 0; index < now.length; index++) {
    if (now[index] === then[index]) continue;
    const node: unknown = now[index];
    const parsed = checkShape(node).length === 0 ? GraphNode.safeParse(node) : null;
    if (parsed?.success !== true) return null;
    nodes[index] = parsed.data;
  }
  return { document: { ...document, nodes }, diagnostics: [] };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
