import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** Hands the strategy to the user as a JSON file. */
export function exportDocument(document: GraphDocument): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" }));
  const link = window.document.createElement("a");
  link.href = url;
  link.download = `${
    document.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "") || "strategy"
  }.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
