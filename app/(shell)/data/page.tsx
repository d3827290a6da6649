import type { Metadata } from "next";
import { DataPage } from "../../data/DataPage.tsx";

export const metadata: Metadata = { title: "Data" };

export default function DataListPage() {
  return <DataPage />;
}
