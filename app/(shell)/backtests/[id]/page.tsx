import type { Metadata } from "next";
import { BacktestView } from "../../../backtests/BacktestView.tsx";

export const metadata: Metadata = { title: "Backtest" };

type BacktestPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function BacktestPage({ params }: BacktestPageProps) {
  const { id } = await params;
  return <BacktestView id={id} />;
}
