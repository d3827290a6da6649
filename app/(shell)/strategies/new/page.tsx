import type { Metadata } from "next";
import { StartPage } from "../../../start/StartPage.tsx";

export const metadata: Metadata = { title: "New strategy" };

export default function NewStrategyPage() {
  return <StartPage />;
}
