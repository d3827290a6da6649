import type { Metadata } from "next";
import { DatasetView } from "../../../data/DatasetView.tsx";

export const metadata: Metadata = { title: "Dataset" };

type DatasetPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function DatasetPage({ params }: DatasetPageProps) {
  const { id } = await params;
  return <DatasetView id={id} />;
}
