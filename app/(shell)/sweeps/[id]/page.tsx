import type { Metadata } from "next";
import { SweepView } from "../../../sweeps/SweepView.tsx";

export const metadata: Metadata = { title: "Sweep" };

type SweepPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function SweepPage({ params }: SweepPageProps) {
  const { id } = await params;
  return <SweepView id={id} />;
}
