import type { Metadata } from "next";
import { RunView } from "../../../runs/RunView.tsx";

export const metadata: Metadata = { title: "Run" };

type RunRouteProps = { readonly params: Promise<{ readonly id: string }> };

export default async function RunRoute({ params }: RunRouteProps) {
  const { id } = await params;
  return <RunView id={id} />;
}
