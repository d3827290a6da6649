"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { notifyError, notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { AddChannelDialog } from "./AddChannelDialog.tsx";
import { ChannelKinds } from "./ChannelKinds.tsx";

type Channels = ApiOutput["alerts"]["channels"];
type Channel = Channels["channels"][number];

/** Where the team's alerts go besides: Slack and webhooks. */
export function ChannelsPanel() {
  const trpc = useTRPC();
  const found = useQuery(trpc.alerts.channels.queryOptions());
  return (
    <Panel
      title="Channels of the team"
      description="Slack and webhooks; each gets the kinds that you choose"
      actions={found.data ? <AddChannelDialog kinds={found.data.kinds} /> : null}
    >
      <Loaded query={found}>
        {({ channels, kinds }) =>
          channels.length === 0 ? (
            <EmptyState icon={<Webhook size={20} />} title="No channel yet">
              A channel posts alerts to Slack, or signed JSON to an address of yours.
            </EmptyState>
          ) : (
            <ul className="grid gap-4">
              {channels.map((channel) => (
                <ChannelLine key={channel.id} channel={channel} kinds={kinds} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function ChannelLine({ channel, kinds }: { readonly channel: Channel; readonly kinds: Channels["kinds"] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.alerts.channels.queryKey() }),
    onError: (error: unknown) => notifyError(errorText(error)),
  };
  const remove = useMutation(trpc.alerts.removeChannel.mutationOptions(options));
  const change = useMutation(trpc.alerts.changeChannel.mutationOptions(options));
  const tried = useMutation(
    trpc.alerts.testChannel.mutationOptions({
      onSuccess: ({ taken, reason }) =>
        taken ? notifySuccess(`${channel.host} has taken the test.`) : notifyError(reason ?? "It was not taken."),
      onError: options.onError,
    }),
  );
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-2 font-medium">
            {channel.label}
            <Badge>{channel.type === "slack" ? "Slack" : "Webhook"}</Badge>
          </span>
          <LastDelivery channel={channel} />
        </span>
        <Button size="sm" busy={tried.isPending} onClick={() => tried.mutate({ id: channel.id })}>
          Send a test
        </Button>
        <ConfirmDialog
          title={`Remove ${channel.label}?`}
          description={<p>Nothing is posted there any more, and its address is forgotten.</p>}
          confirm="Remove"
          danger
          onConfirm={() => remove.mutate({ id: channel.id })}
          trigger={<Button size="sm">Remove</Button>}
        />
      </div>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-muted text-sm">
          {channel.kinds.length} of {kinds.length} kinds
        </summary>
        <div className="pt-2">
          <ChannelKinds
            kinds={kinds}
            chosen={channel.kinds}
            onChange={(chosen) => change.mutate({ id: channel.id, label: channel.label, kinds: [...chosen] })}
          />
        </div>
      </details>
    </li>
  );
}

function LastDelivery({ channel: { host, lastDelivery: last } }: { readonly channel: Channel }) {
  const format = useFormat();
  if (last === null) return <span className="block text-muted text-xs">{host} · nothing was posted yet</span>;
  if (last.status === "sent")
    return (
      <span className="block text-muted text-xs">
        {host} · last posted {format.ago(last.at)}
      </span>
    );
  return (
    <span className="block text-danger text-xs">
      {host} · given up {format.ago(last.at)}: {last.reason}
    </span>
  );
}
