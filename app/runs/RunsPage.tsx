"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import Link from "next/link";
import { useEvents } from "../events/EventsProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { RunTable } from "./RunTable.tsx";
import { SubscriptionPanel } from "./SubscriptionPanel.tsx";

/** Keeps the list of runs up to date while subscriptions move. */
export function useLiveRuns() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const runs = useQuery(trpc.runs.list.queryOptions({}));
  const subscriptions = useQuery(trpc.subscriptions.list.queryOptions());
  const active = subscriptions.data?.filter((subscription) => subscription.status !== "ended") ?? [];
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
  };
  useEvents(
    active.map((subscription) => `subscription:${subscription.id}`),
    (message) => {
      if (message.type === "step") void queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() });
      else refresh();
    },
    refresh,
  );
  return { runs, subscriptions };
}

export function RunsPage() {
  const { runs, subscriptions } = useLiveRuns();
  return (
    <Page>
      <PageHeader
        title="Runs"
        description="What you subscribed to, and what it is doing now. Everything here runs on paper."
        actions={
          <Button asChild>
            <Link href="/marketplace">Find a basket</Link>
          </Button>
        }
      />
      <Loaded query={subscriptions}>
        {(list) => (
          <Loaded query={runs}>
            {(lines) => {
              const loose = lines.filter(
                (line) => !list.some((subscription) => subscription.id === line.subscriptionId),
              );
              if (list.length + lines.length === 0) {
                return (
                  <Panel>
                    <EmptyState
                      icon={<Radio size={20} />}
                      title="Nothing runs yet"
                      action={
                        <Button asChild variant="primary">
                          <Link href="/marketplace">Open the marketplace</Link>
                        </Button>
                      }
                    >
                      Subscribe to a published basket. It starts on paper, with the capital that you give it.
                    </EmptyState>
                  </Panel>
                );
              }
              return (
                <>
                  {list.map((subscription) => (
                    <SubscriptionPanel
                      key={subscription.id}
                      subscription={subscription}
                      runs={lines.filter((line) => line.subscriptionId === subscription.id)}
                    />
                  ))}
                  {loose.length > 0 ? (
                    <Panel flush title="Other runs">
                      <RunTable runs={loose} />
                    </Panel>
                  ) : null}
                </>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
