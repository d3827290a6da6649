"use client";
import { AlertTriangle, CircleX, Info } from "lucide-react";
import type { Diagnostic, Fix, Severity } from "@/graph-runtime/core/diagnostic.ts";
import { ask } from "../asking/ask.ts";
import { applyFix } from "../commands/apply-fix.ts";
import { replaceDocument } from "../commands/settings.ts";
import { useStudioStore } from "../store/StudioContext.tsx";

const icons = { error: CircleX, warning: AlertTriangle, info: Info } as const;
const tones: Readonly<Record<Severity, string>> = { error: "text-danger", warning: "text-warning", info: "text-info" };

type ProblemItemProps = { readonly problem: Diagnostic; readonly where?: string; readonly onFocus?: () => void };

/** One problem with its fixes; a click shows the node it is about. */
export function ProblemItem({ problem, where, onFocus }: ProblemItemProps) {
  const store = useStudioStore();
  const repair = async (fix: Fix): Promise<void> => {
    const { root } = store.getState();
    const json = applyFix(root, fix);
    if (json === null) return;
    const { document } = await ask({ kind: "document", json });
    const present = store.getState();
    if (document !== null && present.root === root) present.dispatch(replaceDocument(fix.label, document));
  };
  const Icon = icons[problem.severity];
  const text = (
    <>
      {where === undefined ? null : <span className="font-medium">{where}: </span>}
      {problem.message}
    </>
  );
  return (
    <li className="flex items-start gap-2.5 text-sm" data-testid={`problem-${problem.code}`}>
      <Icon
        size={15}
        role="img"
        aria-label={problem.severity}
        className={`mt-0.5 shrink-0 ${tones[problem.severity]}`}
      />
      <span className="grid min-w-0 gap-1">
        {onFocus === undefined ? (
          <span>{text}</span>
        ) : (
          <button type="button" className="text-left hover:underline" onClick={onFocus}>
            {text}
          </button>
        )}
        {problem.fixes.length === 0 ? null : (
          <span className="flex flex-wrap gap-x-3">
            {problem.fixes.map((fix) => (
              <button
                key={fix.label}
                type="button"
                className="text-left font-medium text-accent text-xs hover:underline"
                onClick={() => void repair(fix)} // a fix that no longer fits changes nothing
              >
                {fix.label}
              </button>
            ))}
          </span>
        )}
      </span>
    </li>
  );
}
