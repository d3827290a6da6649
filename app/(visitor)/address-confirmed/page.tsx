import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "../../ui/Button.tsx";
import { AccessCard } from "../../visitor/AccessCard.tsx";

export const metadata: Metadata = { title: "Address" };

type AddressPageProps = { readonly searchParams: Promise<{ readonly error?: string | readonly string[] }> };

/** Where the link of the letter that confirms an address ends. */
export default async function AddressConfirmedPage({ searchParams }: AddressPageProps) {
  const { error } = await searchParams;
  return (
    <AccessCard title={error ? "The address was not confirmed" : "The address is confirmed"}>
      <p className="text-muted text-sm">
        {error
          ? "The link is too old or not complete. Sign in, and ask for another letter under Settings, Profile."
          : "Thank you. Invitations to this address now appear under Settings, Team."}
      </p>
      <Button asChild variant="primary" size="lg">
        <Link href={error ? "/settings?tab=profile" : "/home"}>Go on</Link>
      </Button>
    </AccessCard>
  );
}
