"use client";
import { Radio } from "lucide-react";
import Link from "next/link";
import { useMay } from "../session/use-may.ts";
import { Page } from "../shell/Page.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { KillButton } from "./KillButton.tsx";
import { RunTable } from "./RunTable.tsx";
import { StartRunDialog } from "./StartRunDialog.tsx";
import { SubscriptionPanel } from "./SubscriptionPanel.tsx";
import { useLiveRuns } from "./use-live-runs.ts";

export function RunsPage() {
  const { runs, subscriptions } = useLiveRuns();
  const mayTrade = useMay("run.trade");
  return (
    <Page>
      <PageHeader
        title="Runs"
        description="What was started and what it is doing now: on paper, or on an account that is linked."
        actions={
          <>
            <Button asChild>
              <Link href="/marketplace">Find a basket</Link>
            </Button>
            {mayTrade && runs.data?.some((run) => run.stoppedAt === null) ? (
              <KillButton scope="everything" id={null} label="Kill everything" />
            ) : null}
            {mayTrade ? <StartRunDialog /> : null}
          </>
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
                      Subscribe to a published basket, or start a strategy of your own: on paper, or on a linked
                      account.
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
                    <Panel flush title="Your own runs">
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
