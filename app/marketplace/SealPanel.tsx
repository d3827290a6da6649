"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, ShieldCheck, ShieldX } from "lucide-react";
import Link from "next/link";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { downloadText } from "../ui/download-text.ts";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

/** The seal of what is published, and the verifier of its record: every hash is computed again, in the browser where it may be. */
export function SealPanel({ listing }: { readonly listing: ListingDetail }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const verdict = useQuery({
    queryKey: [...trpc.marketplace.verify.queryKey({ listingId: listing.id }), "here"],
    enabled: false,
    queryFn: async () => {
      const answer = await client.marketplace.verify.query({ listingId: listing.id });
      const marks = answer.versions.reduce((count, version) => count + version.marks, 0);
      const said = answer.versions.flatMap(({ problems }) => problems);
      if (!listing.region.showsReturns) return { marks, by: "the server" as const, problems: said };
      const { verifyMarks } = await import("@/graph-runtime/analytics/record/mark-chain.ts");
      const found = [...said];
      for (const { versionId } of answer.versions) {
        const record = await client.marketplace.record.query({ listingId: listing.id, versionId });
        found.push(...verifyMarks(record, record.marks));
      }
      return { marks, by: "this browser" as const, problems: found };
    },
  });
  const download = async () => {
    const record = await client.marketplace.record.query({ listingId: listing.id });
    downloadText("record.json", JSON.stringify(record, null, 2), "application/json");
  };
  return (
    <Panel title="Seal">
      <div className="grid gap-3">
        <p className="flex items-start gap-1">
          <code className="break-all font-mono text-2xs text-muted">{listing.sealHash}</code>
          <CopyButton text={listing.sealHash} label="Copy the seal" />
        </p>
        <p className="text-faint text-xs">
          The hash of every strategy, weight and setting of this version. Each day of its record continues the one
          before it, the first one the seal.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button busy={verdict.isFetching} onClick={() => void verdict.refetch()}>
            <ShieldCheck size={15} aria-hidden="true" />
            Verify the record
          </Button>
          {listing.region.showsReturns ? (
            <Button onClick={() => void download().catch((error: unknown) => notifyError(errorText(error)))}>
              <Download size={15} aria-hidden="true" />
              Download it
            </Button>
          ) : null}
        </div>
        <div role="status">
          {verdict.isError ? <p className="text-danger">{errorText(verdict.error)}</p> : null}
          {verdict.data?.problems.length === 0 ? (
            <p className="text-profit">
              {verdict.data.marks} {verdict.data.marks === 1 ? "mark holds" : "marks hold"}, computed again by{" "}
              {verdict.data.by}.
            </p>
          ) : null}
          {verdict.data?.problems.map((problem) => (
            <p key={`${problem.sequence}.${problem.problem}`} className="flex gap-1.5 text-danger">
              <ShieldX size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
              Mark {problem.sequence} {problem.problem}
            </p>
          ))}
        </div>
        {listing.visibility === "public" && listing.withdrawnAt === null ? (
          <p className="text-faint text-xs">
            Anybody can do so, without an account:{" "}
            <Link href={`/records/${listing.id}`} className="underline underline-offset-2">
              the public page of this record
            </Link>
            , with the file and how to verify it offline.
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
