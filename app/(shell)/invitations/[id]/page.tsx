import type { Metadata } from "next";
import { InvitationView } from "../../../settings/InvitationView.tsx";

export const metadata: Metadata = { title: "Invitation" };

type InvitationPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function InvitationPage({ params }: InvitationPageProps) {
  return <InvitationView id={(await params).id} />;
}
