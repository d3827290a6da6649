"use client";
import { useQuery } from "@tanstack/react-query";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { TemplateCard } from "./TemplateCard.tsx";
import { useCurves } from "./use-curves.ts";

const previewDataset = "sp500-daily";

export function TemplateGallery() {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const dataset = datasets.data?.find((candidate) => candidate.id === previewDataset) ?? null;
  const curves = useCurves(templates, dataset);
  return (
    <Page>
      <PageHeader
        title="Templates"
        description="Complete strategies to start from. The curves are computed in your browser just now, over the bundled index history, with costs."
      />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {templates.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            curve={datasets.isError || (datasets.data && !dataset) ? null : curves.get(template.id)}
            datasetName={dataset?.name ?? null}
          />
        ))}
      </div>
    </Page>
  );
}
