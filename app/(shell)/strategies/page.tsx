import type { Metadata } from "next";
import { StrategyList } from "../../strategies/StrategyList.tsx";

export const metadata: Metadata = { title: "Strategies" };

export default function StrategiesPage() {
  return <StrategyList />;
}
