import type { Metadata } from "next";
import { ListingView } from "../../../marketplace/ListingView.tsx";

export const metadata: Metadata = { title: "Listing" };

type ListingPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function ListingPage({ params }: ListingPageProps) {
  const { id } = await params;
  return <ListingView id={id} />;
}
