import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Finding } from "@/graph-runtime/analytics/critique/finding.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel } from "../../ui/Panel.tsx";

const looks = {
  serious: { icon: CircleAlert, color: "text-danger", word: "Serious" },
  warning: { icon: TriangleAlert, color: "text-warning", word: "Warning" },
  info: { icon: Info, color: "text-info", word: "Note" },
} as const;

const rank = { serious: 0, warning: 1, info: 2 } as const;

type CritiquePanelProps = {
  readonly findings: readonly Finding[];
  /** Where a suggested change of the strategy is applied; null for readers who cannot change it. */
  readonly applyAt: ((findingId: string) => string) | null;
};

/** What the platform itself holds against the result. */
export function CritiquePanel({ findings, applyAt }: CritiquePanelProps) {
  const ordered = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <Panel title="Critique" description="Remarks that the platform makes on its own">
      {ordered.length === 0 ? (
        <EmptyState title="Nothing to remark">
          None of the automatic checks found a weakness. That is no proof that there is none.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {ordered.map((finding) => {
            const { icon: Icon, color, word } = looks[finding.severity];
            return (
              <li key={finding.id} className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
                <Icon size={16} className={`mt-0.5 ${color}`} aria-label={word} />
                <p className="font-medium">{finding.title}</p>
                <p className="col-start-2 text-muted">{finding.message}</p>
                {finding.suggestion ? <p className="col-start-2 text-sm">{finding.suggestion}</p> : null}
                {finding.fix && applyAt !== null ? (
                  <p className="col-start-2 mt-1">
                    <Button asChild size="sm">
                      <Link href={applyAt(finding.id)}>{finding.fix.label}</Link>
                    </Button>
                  </p>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
