import type { Metadata } from "next";
import { BacktestList } from "../../backtests/BacktestList.tsx";

export const metadata: Metadata = { title: "Backtests" };

export default function BacktestsPage() {
  return <BacktestList />;
}
