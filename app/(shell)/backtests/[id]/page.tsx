import type { Metadata } from "next";
import { preload } from "react-dom";
import { BacktestView } from "../../../backtests/BacktestView.tsx";
import { firstPaths } from "../../../backtests/data/column-paths.ts";

export const metadata: Metadata = { title: "Backtest" };

type BacktestPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function BacktestPage({ params }: BacktestPageProps) {
  const { id } = await params;
  for (const path of firstPaths(`/api/backtests/${encodeURIComponent(id)}`))
    preload(path, { as: "fetch", crossOrigin: "anonymous" });
  return <BacktestView id={id} />;
}
