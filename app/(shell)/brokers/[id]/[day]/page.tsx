import type { Metadata } from "next";
import { DayPage } from "../../../../brokers/days/DayPage.tsx";

export const metadata: Metadata = { title: "Day of an account" };

type DayRouteProps = { readonly params: Promise<{ readonly id: string; readonly day: string }> };

export default async function DayRoute({ params }: DayRouteProps) {
  const { id, day } = await params;
  return <DayPage id={id} day={day === "today" ? null : day} />;
}
