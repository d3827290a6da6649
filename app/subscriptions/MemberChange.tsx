"use client";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";

export type Offer = NonNullable<ApiOutput["subscriptions"]["offer"]>;
type ValueChangeProps = { readonly label: string; readonly before: string | null; readonly after: string | null };

export function ValueChange({ label, before, after }: ValueChangeProps) {
  return (
    <p>
      <span className="text-muted">{label}: </span>
      <span className="figure">{before ?? "none"}</span> <span aria-hidden="true">→</span>
      <span className="sr-only"> becomes </span> <span className="figure font-medium">{after ?? "none"}</span>
    </p>
  );
}

/** How one member differs: its share, its knobs and, where it is not sealed, its rules in words. */
export function MemberChange({ member }: { readonly member: Offer["members"][number] }) {
  return (
    <div className="grid gap-1 rounded-md border px-3 py-2">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {member.name} <Badge>{member.what}</Badge> {member.sealed ? <Badge>sealed</Badge> : null}
      </p>
      {member.weight.before === member.weight.after ? null : <ValueChange label="Weight" {...member.weight} />}
      {member.parameters.map((change) => (
        <ValueChange key={change.label} {...change} />
      ))}
      {member.rulesRemoved.map((rule) => (
        <p key={`- ${rule}`} className="text-danger [overflow-wrap:anywhere]">
          <span className="sr-only">Removed: </span>
          <span aria-hidden="true">− </span>
          {rule}
        </p>
      ))}
      {member.rulesAdded.map((rule) => (
        <p key={`+ ${rule}`} className="[overflow-wrap:anywhere]">
          <span className="sr-only">Added: </span>
          <span aria-hidden="true">+ </span>
          {rule}
        </p>
      ))}
    </div>
  );
}
