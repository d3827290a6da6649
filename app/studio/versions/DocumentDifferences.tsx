"use client";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { diffDocuments } from "../commands/document-diff.ts";
import { describeChange } from "./describe-change.ts";
import { GraphDiffView } from "./GraphDiffView.tsx";

/** What two graphs differ by in meaning: drawn over each other, and as a list. */
export function DocumentDifferences({
  before,
  after,
}: {
  readonly before: GraphDocument;
  readonly after: GraphDocument;
}) {
  const changes = diffDocuments(before, after).filter(({ path }) => !/^(position|bends|note|group)\//.test(path));
  if (changes.length === 0) return <p className="text-muted">Both mean the same.</p>;
  return (
    <>
      <GraphDiffView before={before} after={after} />
      <ul className="grid gap-1">
        {changes.map((change) => (
          <li
            key={change.path}
            className={change.before === undefined ? "text-profit" : change.after === undefined ? "text-loss" : ""}
          >
            {change.before === undefined ? "+ " : change.after === undefined ? "− " : "~ "}
            {describeChange(change, after, before)}
          </li>
        ))}
      </ul>
    </>
  );
}
