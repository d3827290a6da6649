"use client";
import { useQuery } from "@tanstack/react-query";
import { Store, Upload } from "lucide-react";
import Link from "next/link";
import { PublishDialog } from "../publishing/PublishDialog.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { MembersEditor } from "./MembersEditor.tsx";
import { TestPanel } from "./TestPanel.tsx";

export type BasketDetail = ApiOutput["baskets"]["get"];

export function BasketView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const basket = useQuery(trpc.baskets.get.queryOptions({ id }));
  return (
    <Page narrow>
      <Loaded query={basket}>{(detail) => <BasketPage basket={detail} />}</Loaded>
    </Page>
  );
}

function BasketPage({ basket }: { readonly basket: BasketDetail }) {
  const { listing, version } = basket;
  return (
    <>
      <PageHeader
        trail={[{ href: "/baskets", label: "Baskets" }]}
        title={basket.name}
        description={basket.description || undefined}
        badges={
          <>
            {version ? <Badge>Version {version.number}</Badge> : null}
            {listing ? <Badge tone="accent">Version {listing.publishedVersion} published</Badge> : null}
          </>
        }
        actions={
          <>
            {listing ? (
              <Button asChild>
                <Link href={`/marketplace/${listing.id}`}>
                  <Store size={15} aria-hidden="true" />
                  See the listing
                </Link>
              </Button>
            ) : null}
            {version ? (
              <PublishDialog
                target={{ kind: "basket", basketId: basket.id }}
                what={`version ${version.number}`}
                name={basket.name}
                description={basket.description}
                trigger={
                  <Button variant="primary">
                    <Upload size={15} aria-hidden="true" />
                    {listing ? "Publish changes" : "Publish"}
                  </Button>
                }
              />
            ) : null}
          </>
        }
      />
      <MembersEditor key={version?.id ?? "none"} basket={basket} />
      {version === null ? null : <TestPanel basketId={basket.id} />}
    </>
  );
}
