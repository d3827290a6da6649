import type { PictureTheme } from "@/app/picture/picture-palette.ts";
import { downloadText } from "@/app/ui/download-text.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { ask } from "../asking/ask.ts";
import { rasterise } from "./rasterise.ts";

export const exportFormats = ["json", "svg", "png", "ts"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Hands the strategy to the user as a file: the graph itself, its picture in the colours on screen, or its listing. */
export async function exportDocument(
  document: GraphDocument,
  format: ExportFormat,
  theme: PictureTheme,
): Promise<void> {
  const name = `${fileName(document.name)}.${format}`;
  switch (format) {
    case "json":
      downloadText(name, `${JSON.stringify(document, null, 2)}\n`, "application/json");
      return;
    case "ts":
      downloadText(
        name,
        `${(await ask({ kind: "listing", document })).map((line) => line.text).join("\n")}\n`,
        "text/plain",
      );
      return;
    case "svg":
      downloadText(name, (await ask({ kind: "picture", document, theme })).svg, "image/svg+xml");
      return;
    case "png": {
      const url = URL.createObjectURL(await rasterise(await ask({ kind: "picture", document, theme })));
      const link = window.document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      URL.revokeObjectURL(url);
      return;
    }
  }
}

function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return plain || "strategy";
}
