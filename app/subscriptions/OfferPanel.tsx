"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { notify } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { MemberChange, type Offer, ValueChange } from "./MemberChange.tsx";

type OfferPanelProps = { readonly id: string; readonly pendingVersion: number | null };

/** A version that the author has put out, with all that it changes. It is run once its subscriber accepts it and nothing is held. */
export function OfferPanel({ id, pendingVersion }: OfferPanelProps) {
  const trpc = useTRPC();
  const offer = useQuery(trpc.subscriptions.offer.queryOptions({ id }));
  return (
    <Loaded query={offer}>
      {(found) => (found === null ? null : <OfferDetail id={id} offer={found} pendingVersion={pendingVersion} />)}
    </Loaded>
  );
}

function OfferDetail({ id, offer, pendingVersion }: OfferPanelProps & { readonly offer: Offer }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  };
  const accept = useMutation(
    trpc.subscriptions.acceptOffer.mutationOptions({
      onSuccess: ({ isMoved }) => notify(isMoved ? "The new version runs." : "It takes over once nothing is held."),
      onSettled: refresh,
    }),
  );
  const keep = useMutation(trpc.subscriptions.keepVersion.mutationOptions({ onSettled: refresh }));
  const { members, settings, risk } = offer;
  return (
    <Panel
      title={`Version ${offer.version} is offered to you`}
      description={`Published ${format.dateTime(offer.publishedAt)}. ${offer.notes}`}
      actions={
        pendingVersion === null ? (
          <Button
            variant="primary"
            size="sm"
            busy={accept.isPending}
            onClick={() => accept.mutate({ id, versionId: offer.versionId })}
          >
            Accept when flat
          </Button>
        ) : (
          <Button size="sm" busy={keep.isPending} onClick={() => keep.mutate({ id })}>
            Keep the present version
          </Button>
        )
      }
    >
      <div className="grid gap-3 text-sm">
        <p className="text-muted">
          {pendingVersion === null
            ? "What you run stays as it is until you accept. From then on nothing is entered any more, and the version takes over once every position is closed."
            : "Accepted. Nothing is entered any more; it takes over once every position is closed."}
        </p>
        {members.map((member) => (
          <MemberChange key={`${member.name} ${member.what}`} member={member} />
        ))}
        {settings.map((change) => (
          <ValueChange key={change.label} {...change} />
        ))}
        {risk.map(({ label, before, after }) => (
          <ValueChange key={label} label={label} before={format.number(before)} after={format.number(after)} />
        ))}
      </div>
    </Panel>
  );
}
