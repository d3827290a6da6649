import type { Metadata } from "next";
import { RecordsView } from "../../../records/RecordsView.tsx";

export const metadata: Metadata = { title: "Verify a record", robots: { index: false } };

type RecordsPageProps = { readonly params: Promise<{ readonly listing: string }> };

export default async function RecordsPage({ params }: RecordsPageProps) {
  const { listing } = await params;
  return <RecordsView listing={listing} />;
}
