"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { GitFork, Lock } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

const GraphDialog = dynamic(() => import("./GraphDialog.tsx").then((module) => module.GraphDialog));

type Member = ListingDetail["members"][number];
type MemberPanelProps = { readonly listing: ListingDetail; readonly member: Member };

/** One member of a listing: how it works, or only what may be turned on it where it is sealed. */
export function MemberPanel({ listing, member }: MemberPanelProps) {
  const format = useFormat();
  return (
    <Panel
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {member.name}
          {member.sealed ? (
            <Badge tone="warning" icon={<Lock size={11} aria-hidden="true" />}>
              Sealed
            </Badge>
          ) : null}
        </span>
      }
      description={
        member.origin ? (
          <>
            Taken from{" "}
            <Link href={`/marketplace/${member.origin.listingId}`} className="text-accent">
              {member.origin.title}
            </Link>
            , bars of {member.timeframe}
          </>
        ) : (
          `Bars of ${member.timeframe}`
        )
      }
      actions={
        <>
          <Badge tone="accent">{format.percent(member.weight, 0)} of the capital</Badge>
          {member.sealed ? null : <GraphDialog listingId={listing.id} ordinal={member.ordinal} name={member.name} />}
          {listing.disclosure === "open" && !member.sealed ? (
            <ForkMember listingId={listing.id} ordinal={member.ordinal} />
          ) : null}
        </>
      }
    >
      {member.sealed ? (
        <p className="text-muted">
          Its publisher shows what it risks and what may be turned on it, not how it decides. It is compiled and run on
          the server; orders and decisions carry no trace of its logic.
        </p>
      ) : (
        <ol aria-label={`Rules of ${member.name}`} className="grid list-decimal gap-1.5 pl-5 marker:text-faint">
          {member.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      )}
      {member.parameters.length > 0 ? (
        <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-xs">
          {member.parameters.map((parameter) => (
            <div key={parameter.key} className="flex gap-1.5">
              <dt className="text-muted">{parameter.label ?? parameter.key}</dt>
              <dd className="figure font-medium">
                {String(parameter.default)}
                {parameter.min !== undefined && parameter.max !== undefined ? (
                  <span className="font-normal text-faint">
                    {" "}
                    ({parameter.min} to {parameter.max})
                  </span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Panel>
  );
}

function ForkMember({ listingId, ordinal }: { readonly listingId: string; readonly ordinal: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const fork = useMutation(
    trpc.marketplace.fork.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.strategies.pathKey() });
        router.push(`/strategies/${id}`);
      },
    }),
  );
  return (
    <Button size="sm" busy={fork.isPending || fork.isSuccess} onClick={() => fork.mutate({ listingId, ordinal })}>
      <GitFork size={14} aria-hidden="true" />
      Copy
    </Button>
  );
}
