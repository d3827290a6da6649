"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bell, CheckCheck, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { Page } from "../shell/Page.tsx";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { EarlierPages } from "../trpc/EarlierPages.tsx";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { AlertLine } from "./AlertLine.tsx";
import { moveFocus } from "./move-focus.ts";

export function AlertsPage() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const pages = usePages({
    queryKey: trpc.alerts.list.infiniteQueryKey({}),
    fetchPage: (cursor) => client.alerts.list.query(cursor === undefined ? {} : { cursor }),
  });
  const markRead = useMutation(
    trpc.alerts.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  );
  const alerts = pages.data?.pages.flatMap((page) => page.items);
  const hasUnread = alerts?.some(({ isRead }) => !isRead) ?? false;
  return (
    <Page narrow>
      <PageHeader
        title="Alerts"
        description="What happened to your runs, brokers and work. "
        actions={
          <>
            <Button asChild>
              <Link href="/settings?tab=alerts">
                <SlidersHorizontal size={14} aria-hidden="true" />
                Choose alerts
              </Link>
            </Button>
            <Button
              disabled={!hasUnread}
              busy={markRead.isPending && markRead.variables.ids === null}
              onClick={() => markRead.mutate({ ids: null })}
            >
              <CheckCheck size={14} aria-hidden="true" />
              Mark all as read
            </Button>
          </>
        }
      />
      <Panel flush>
        {pages.isError ? (
          <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />
        ) : alerts === undefined ? (
          <SkeletonRows />
        ) : alerts.length === 0 ? (
          <EmptyState icon={<Bell size={20} />} title="Nothing has happened yet">
            Runs that stop or need a look, refused orders, broker sessions that end and finished imports are told here.
          </EmptyState>
        ) : (
          <ul aria-label="Alerts" className="divide-y" onKeyDown={moveFocus}>
            {alerts.map((alert) => (
              <AlertLine key={alert.id} alert={alert} onRead={() => markRead.mutate({ ids: [alert.id] })} />
            ))}
          </ul>
        )}
        <EarlierPages pages={pages} />
      </Panel>
    </Page>
  );
}
