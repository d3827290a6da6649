import type { Metadata } from "next";
import { BrokersPage } from "../../brokers/BrokersPage.tsx";

export const metadata: Metadata = { title: "Brokers" };

export default function BrokersRoute() {
  return <BrokersPage />;
}
