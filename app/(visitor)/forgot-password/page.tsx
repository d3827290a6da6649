import type { Metadata } from "next";
import Link from "next/link";
import { AccessCard } from "../../visitor/AccessCard.tsx";
import { ForgotPasswordForm } from "../../visitor/ForgotPasswordForm.tsx";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  return (
    <AccessCard
      title="Forgot password"
      below={
        <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
          Back to sign in
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AccessCard>
  );
}
