import type { Metadata } from "next";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { TemplateGallery } from "../../templates/TemplateGallery.tsx";

export const metadata: Metadata = { title: "Templates" };

export default function TemplatesPage() {
  const summaries = templates.map(({ document, ...summary }) => ({
    ...summary,
    nodes: document.nodes.length,
    symbols: document.universe,
    timeframe: document.settings.timeframe,
  }));
  return <TemplateGallery templates={summaries} />;
}
