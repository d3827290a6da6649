import type { Metadata } from "next";
import { BasketList } from "../../baskets/BasketList.tsx";

export const metadata: Metadata = { title: "Baskets" };

export default function BasketsPage() {
  return <BasketList />;
}
