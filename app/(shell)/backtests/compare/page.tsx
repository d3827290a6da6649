import type { Metadata } from "next";
import { CompareView } from "../../../backtests/compare/CompareView.tsx";
import { readCompared } from "../../../backtests/compare/read-compared.ts";

export const metadata: Metadata = { title: "Compare backtests" };

type ComparePageProps = { readonly searchParams: Promise<{ readonly ids?: string | string[] }> };

export default async function ComparePage({ searchParams }: ComparePageProps) {
  const { ids } = await searchParams;
  return <CompareView ids={readCompared(Array.isArray(ids) ? ids.join(",") : (ids ?? ""))} />;
}
