import type { Metadata } from "next";
import { MarketplaceList } from "../../marketplace/MarketplaceList.tsx";

export const metadata: Metadata = { title: "Marketplace" };

export default function MarketplacePage() {
  return <MarketplaceList />;
}
