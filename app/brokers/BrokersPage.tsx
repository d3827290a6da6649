"use client";
import { useQuery } from "@tanstack/react-query";
import { Landmark } from "lucide-react";
import { useMay } from "../session/use-may.ts";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { AccountPanel } from "./AccountPanel.tsx";
import { CapabilityPanel } from "./CapabilityPanel.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { SimulatedPanel } from "./SimulatedPanel.tsx";

export function BrokersPage() {
  const trpc = useTRPC();
  const catalogue = useQuery(trpc.brokers.catalogue.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const accounts = useQuery(trpc.brokers.accounts.queryOptions());
  const mayLink = useMay("broker.manage");
  return (
    <Page>
      <Loaded query={catalogue}>
        {(brokers) => {
          const hasSimulators = brokers.some(({ environments }) => environments.includes("simulated"));
          return (
            <>
              <PageHeader
                title="Brokers"
                description="Accounts that this team has linked, as their brokers show them at this moment."
                actions={mayLink ? <LinkDialog brokers={brokers} /> : null}
              />
              {mayLink && hasSimulators ? <SimulatedPanel brokers={brokers} /> : null}
              <Loaded query={accounts}>
                {(rows) =>
                  rows.length === 0 ? (
                    <Panel>
                      <EmptyState icon={<Landmark size={20} />} title="No account is linked yet">
                        {mayLink
                          ? "Keys are encrypted before they are stored, and never shown again to anybody."
                          : "Owners and admins of the team can link one."}
                      </EmptyState>
                    </Panel>
                  ) : (
                    rows.map((account) => {
                      const broker = brokers.find(({ id }) => id === account.broker);
                      return broker ? <AccountPanel key={account.id} account={account} broker={broker} /> : null;
                    })
                  )
                }
              </Loaded>
              <CapabilityPanel brokers={brokers} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
