"use client";
import { CircleCheck } from "lucide-react";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { usePreview } from "../preview/preview-store.ts";
import { titleOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { ProblemItem } from "./ProblemItem.tsx";

/** What the compiler says about the draft, live. */
export function ProblemsPanel() {
  const diagnostics = useStudio((state) => state.diagnostics);
  const isChecked = useStudio((state) => state.checkedDocument !== null);
  const document = useStudio((state) => state.root);
  const focus = useFocusNode();
  if (!isChecked) return <p className="p-4 text-muted text-sm">Checking …</p>;
  if (diagnostics.length === 0) {
    return (
      <p className="flex items-center gap-2 p-4 text-muted text-sm">
        <CircleCheck size={16} className="text-profit" /> No problems: this strategy can run. <CheckTime />
      </p>
    );
  }
  return (
    <>
      <ul className="grid gap-3 p-4" aria-label="Problems">
        {diagnostics.map((problem) => {
          const { nodeId } = problem;
          const node = nodeId === undefined ? undefined : indexOf(document).nodes.get(nodeId);
          return (
            <ProblemItem
              key={`${problem.code}${problem.path}${problem.message}`}
              problem={problem}
              {...(node === undefined
                ? {}
                : { where: titleOf(node, document), onFocus: () => focus(node.id, problem.portId) })}
            />
          );
        })}
      </ul>
      <p className="px-4 pb-3">
        <CheckTime />
      </p>
    </>
  );
}

/** How long the compiler took in its worker. */
function CheckTime() {
  const milliseconds = usePreview((state) => state.checkMilliseconds);
  return (
    <span className="figure text-2xs text-faint" data-testid="check-milliseconds">
      Checked in {milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms
    </span>
  );
}
