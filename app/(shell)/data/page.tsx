import type { Metadata } from "next";
import { DatasetList } from "../../data/DatasetList.tsx";

export const metadata: Metadata = { title: "Data" };

export default function DataPage() {
  return <DatasetList />;
}
