import type { Metadata } from "next";
import { DaysPage } from "../../../brokers/days/DaysPage.tsx";

export const metadata: Metadata = { title: "Days of an account" };

type DaysRouteProps = { readonly params: Promise<{ readonly id: string }> };

export default async function DaysRoute({ params }: DaysRouteProps) {
  const { id } = await params;
  return <DaysPage id={id} />;
}
