"use client";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Select } from "@/app/ui/Select.tsx";
import { useStudio } from "../store/StudioContext.tsx";
import { DocumentDifferences } from "./DocumentDifferences.tsx";

type Version = { readonly id: string; readonly number: number };
const draft = "draft";

/** What changed between a version and the draft, or another version: drawn, and as a list. */
export function VersionDifferences({
  version,
  versions,
}: {
  readonly version: Version;
  readonly versions: readonly Version[];
}) {
  const id = useId();
  const [otherId, setOtherId] = useState(draft);
  const present = useStudio((state) => state.root);
  const chosen = useVersion(version.id);
  const other = useVersion(otherId === draft ? null : otherId);
  const error = chosen.error ?? other.error;
  if (error !== null) return <p className="border-t px-3 py-2 text-danger text-xs">{errorText(error)}</p>;
  const otherNumber = versions.find((candidate) => candidate.id === otherId)?.number ?? Number.POSITIVE_INFINITY;
  const isOlder = version.number < otherNumber;
  const one = chosen.data?.document;
  const two = otherId === draft ? present : other.data?.document;
  const [before, after] = isOlder ? [one, two] : [two, one];
  return (
    <div className="grid gap-3 border-t px-3 py-3 text-xs">
      <label htmlFor={id} className="flex items-center gap-2 text-muted">
        {isOlder ? `From v${version.number} to` : `From the chosen version to v${version.number}:`}
        <span className="w-36">
          <Select id={id} value={otherId} onChange={(event) => setOtherId(event.target.value)}>
            <option value={draft}>the draft</option>
            {versions
              .filter((candidate) => candidate.id !== version.id)
              .map((candidate) => (
                <option key={candidate.id} value={candidate.id}>
                  v{candidate.number}
                </option>
              ))}
          </Select>
        </span>
      </label>
      {before === undefined || after === undefined ? (
        <p className="text-muted">Loading …</p>
      ) : (
        <DocumentDifferences before={before} after={after} />
      )}
    </div>
  );
}

function useVersion(versionId: string | null) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.strategies.version.queryOptions({ versionId: versionId ?? "" }),
    enabled: versionId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
