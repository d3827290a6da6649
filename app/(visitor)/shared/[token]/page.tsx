import type { Metadata } from "next";
import { SharedView } from "../../../shared/SharedView.tsx";

export const metadata: Metadata = {
  title: "Shared strategy",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

type SharedPageProps = { readonly params: Promise<{ readonly token: string }> };

export default async function SharedPage({ params }: SharedPageProps) {
  const { token } = await params;
  return <SharedView token={token} />;
}
