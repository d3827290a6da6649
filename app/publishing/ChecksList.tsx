import { CircleAlert, CircleCheck } from "lucide-react";
import type { ApiOutput } from "../trpc/context.ts";

type Check = ApiOutput["publishing"]["state"]["checks"][number];

/** The conditions of publishing, each with the reason why it holds or not. */
export function ChecksList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul aria-label="Checks before publishing" className="grid gap-px overflow-hidden rounded-lg border bg-border">
      {checks.map((check) => (
        <li key={check.id} className="flex gap-3 bg-raised px-3 py-2.5">
          {check.passed ? (
            <CircleCheck size={16} aria-label="Passed" className="mt-0.5 shrink-0 text-profit" />
          ) : (
            <CircleAlert size={16} aria-label="Not yet" className="mt-0.5 shrink-0 text-danger" />
          )}
          <div className="grid gap-0.5">
            <p className="font-medium">{check.label}</p>
            <p className="text-muted text-xs">{check.reason}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
