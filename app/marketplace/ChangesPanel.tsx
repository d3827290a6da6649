"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

/** What has changed since the first publication. Old records stay, each under its own version. */
export function ChangesPanel({ changes }: { readonly changes: ListingDetail["changes"] }) {
  const format = useFormat();
  return (
    <Panel title="Changes" description="A new version begins a record of its own; the old one stays">
      <ol className="grid gap-3">
        {changes.map((change) => (
          <li key={`${change.version}.${change.at}`} className="grid gap-0.5 sm:grid-cols-[7rem_1fr] sm:gap-4">
            <p className="flex items-center gap-2">
              <Badge tone={change.what === "content" ? "accent" : "neutral"}>{change.version}</Badge>
            </p>
            <div>
              <p>{change.notes || (change.what === "content" ? "Published" : "Other words")}</p>
              <p className="text-faint text-xs">{format.dateTime(change.at)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
