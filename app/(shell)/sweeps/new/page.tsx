import type { Metadata } from "next";
import { NewSweep } from "../../../sweeps/NewSweep.tsx";

export const metadata: Metadata = { title: "New sweep" };

type NewSweepPageProps = {
  readonly searchParams: Promise<{ readonly strategy?: string | string[]; readonly dataset?: string | string[] }>;
};

const first = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

export default async function NewSweepPage({ searchParams }: NewSweepPageProps) {
  const { strategy, dataset } = await searchParams;
  return <NewSweep strategyId={first(strategy)} datasetId={first(dataset)} />;
}
