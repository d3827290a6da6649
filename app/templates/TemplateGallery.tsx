"use client";
import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, SearchX } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useMemo, useState } from "react";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { CuratedCard } from "./CuratedCard.tsx";
import { GalleryControls } from "./GalleryControls.tsx";
import { countTags, filterEntries, noFilter, type TemplateSummary, toEntry } from "./gallery-filter.ts";
import { TemplateCard } from "./TemplateCard.tsx";
import { useCurated } from "./use-curated.ts";
import { historiesOf, useCurves } from "./use-curves.ts";

const noDatasets: readonly never[] = [];
const previewDataset = "sp500-daily";

export function TemplateGallery({ templates }: { readonly templates: readonly TemplateSummary[] }) {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const dataset = datasets.data?.find((candidate) => candidate.id === previewDataset) ?? null;
  const all = datasets.data ?? noDatasets;
  const { curveOf, ask } = useCurves(dataset, all);
  const [filter, setFilter] = useState(noFilter);
  const curated = useCurated();
  const entries = useMemo(() => [...templates, ...(curated ?? []).map(toEntry)], [templates, curated]);
  const shown = filterEntries(entries, useDeferredValue(filter));
  const hasNoData = datasets.isError || (datasets.data !== undefined && !dataset);
  return (
    <Page>
      <PageHeader
        title="Templates"
        description="Complete strategies to start from: those that come with the product, and what was chosen from the marketplace. The curves of the first are computed in your browser just now, over bundled histories, those of the others by the platform; all with costs. They show how an idea behaves, not what it will earn."
        actions={
          <Button asChild>
            <Link href="/marketplace?source=curated">
              <BadgeCheck size={15} aria-hidden="true" />
              Curated listings
            </Link>
          </Button>
        }
      />
      <GalleryControls filter={filter} onChange={setFilter} tags={countTags(entries)} />
      <p role="status" className="-my-2 text-faint text-xs">
        {shown.length === entries.length
          ? `${entries.length} templates`
          : `${shown.length} of ${entries.length} templates`}
      </p>
      {shown.length === 0 ? (
        <Panel>
          <EmptyState
            icon={<SearchX size={20} />}
            title="No template fits all of this"
            action={<Button onClick={() => setFilter(noFilter)}>Show every template</Button>}
          >
            Try fewer words, another tag, any difficulty or another source.
          </EmptyState>
        </Panel>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-label="Templates">
        {shown.map((template) => {
          if (template.listing !== undefined) {
            return (
              <li key={template.id} className="grid">
                <CuratedCard listing={template.listing} />
              </li>
            );
          }
          const histories = dataset === null ? null : historiesOf(template, dataset, all);
          return (
            <li key={template.id} className="grid">
              <TemplateCard
                template={template}
                curve={hasNoData ? null : curveOf(template.id)}
                history={historyName(histories)}
                datasetId={histories?.[0]?.id ?? null}
                onSeen={ask}
              />
            </li>
          );
        })}
      </ul>
    </Page>
  );
}

function historyName(histories: ReturnType<typeof historiesOf>): string | null {
  if (histories === null) return null;
  return histories.length > 1 ? `${histories.length} instruments` : (histories[0]?.name ?? null);
}
