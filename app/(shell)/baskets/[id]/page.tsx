import type { Metadata } from "next";
import { BasketView } from "../../../baskets/BasketView.tsx";

export const metadata: Metadata = { title: "Basket" };

type BasketPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function BasketPage({ params }: BasketPageProps) {
  const { id } = await params;
  return <BasketView id={id} />;
}
