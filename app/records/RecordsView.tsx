"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Page } from "../shell/Page.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { loadRecords } from "./load-records.ts";
import { OfflinePanel } from "./OfflinePanel.tsx";
import { VersionRecord } from "./VersionRecord.tsx";

/** Lets anybody verify the records of a listing, without an account: every hash is computed again in the reader's browser. */
export function RecordsView({ listing }: { readonly listing: string }) {
  const records = useQuery({ queryKey: ["records", listing], queryFn: () => loadRecords(listing), retry: false });
  return (
    <Page narrow>
      <Loaded query={records}>
        {(found) =>
          found === null ? (
            <>
              <PageHeader title="Verify a record" />
              <Panel>
                <EmptyState icon={<SearchX size={20} />} title="There is no such listing on the marketplace">
                  It may be private, withdrawn, or the address mistyped.
                </EmptyState>
              </Panel>
            </>
          ) : (
            <>
              <PageHeader
                title={`The record of ${found.listing.title}`}
                description={`Published by ${found.listing.publisher}. Each day of paper trading by the platform adds a mark that carries the hash of the one before it, the first one the seal of what was published. Nothing can be changed or left out afterwards without breaking the chain.`}
                badges={<Badge>{found.listing.kind}</Badge>}
              />
              {found.versions.map((version) => (
                <VersionRecord
                  key={version.versionId}
                  listing={listing}
                  version={version}
                  showsMarks={found.showsMarks}
                />
              ))}
              {found.showsMarks && <OfflinePanel />}
              <p className="max-w-3xl text-faint text-xs">{found.disclaimer}</p>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
