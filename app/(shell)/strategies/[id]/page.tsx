import type { Metadata } from "next";
import { StudioPage } from "../../../studio/StudioPage.tsx";

export const metadata: Metadata = { title: "Studio" };

type StrategyPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function StrategyPage({ params }: StrategyPageProps) {
  const { id } = await params;
  return <StudioPage id={id} />;
}
