import type { Metadata } from "next";
import { ImportView } from "../../../../data/imports/ImportView.tsx";

export const metadata: Metadata = { title: "Import" };

type ImportPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function ImportPage({ params }: ImportPageProps) {
  const { id } = await params;
  return <ImportView id={id} />;
}
