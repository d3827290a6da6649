import type { Metadata } from "next";
import { SubscriptionView } from "../../../subscriptions/SubscriptionView.tsx";

export const metadata: Metadata = { title: "Subscription" };

type SubscriptionRouteProps = { readonly params: Promise<{ readonly id: string }> };

export default async function SubscriptionRoute({ params }: SubscriptionRouteProps) {
  const { id } = await params;
  return <SubscriptionView id={id} />;
}
