import type { Metadata } from "next";
import Link from "next/link";
import { AccessCard } from "../../visitor/AccessCard.tsx";
import { ResetPasswordForm } from "../../visitor/ResetPasswordForm.tsx";

// The address carries the token: it must not reach another site.
export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

type ResetPasswordPageProps = { readonly searchParams: Promise<{ readonly token?: string | readonly string[] }> };

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams;
  return (
    <AccessCard
      title="Choose a new password"
      below={
        <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
          Back to sign in
        </Link>
      }
    >
      {typeof token === "string" ? (
        <ResetPasswordForm token={token} />
      ) : (
        <p className="text-muted text-sm">
          This address is not complete. Open the link of the letter again, or{" "}
          <Link href="/forgot-password" className="text-accent underline-offset-4 hover:underline">
            ask for another letter
          </Link>
          .
        </p>
      )}
    </AccessCard>
  );
}
