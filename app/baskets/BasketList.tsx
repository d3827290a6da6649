"use client";
import { useQuery } from "@tanstack/react-query";
import { Boxes } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { CreateBasketDialog } from "./CreateBasketDialog.tsx";

type Basket = ApiOutput["baskets"]["list"][number];

export function BasketList() {
  const trpc = useTRPC();
  const baskets = useQuery(trpc.baskets.list.queryOptions());
  return (
    <Page>
      <PageHeader
        title="Baskets"
        description="Sets of strategy versions with weights. Publish one, and others can subscribe to it."
        actions={<CreateBasketDialog />}
      />
      <Panel flush>
        <Loaded query={baskets}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={<Boxes size={20} />} title="No basket yet" action={<CreateBasketDialog />}>
                A basket holds one or more saved versions of your strategies, each with its share of the capital.
              </EmptyState>
            ) : (
              <BasketTable rows={rows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function BasketTable({ rows }: { readonly rows: readonly Basket[] }) {
  const format = useFormat();
  return (
    <Table label="Baskets">
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell>Members</HeadCell>
          <HeadCell>Published</HeadCell>
          <HeadCell className="hidden sm:table-cell">Changed</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((basket) => (
          <tr key={basket.id} className="relative hover:bg-hover">
            <Cell className="min-w-40">
              <Link href={`/baskets/${basket.id}`} className="rounded-sm font-medium after:absolute after:inset-0">
                {basket.name}
              </Link>
            </Cell>
            <Cell className="text-muted">
              {basket.version?.members.map((member) => member.name).join(", ") ?? "none yet"}
            </Cell>
            <Cell>
              {basket.listing ? (
                <Badge tone="accent">Version {basket.listing.publishedVersion}</Badge>
              ) : (
                <Badge>No</Badge>
              )}
            </Cell>
            <Cell
              className="hidden whitespace-nowrap text-muted sm:table-cell"
              title={format.dateTime(basket.updatedAt)}
            >
              {format.ago(basket.updatedAt)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
