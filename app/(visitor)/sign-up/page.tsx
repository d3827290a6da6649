import type { Metadata } from "next";
import Link from "next/link";
import { safeNext } from "../../session/safe-next.ts";
import { AccessCard } from "../../visitor/AccessCard.tsx";
import { SignUpForm } from "../../visitor/SignUpForm.tsx";

export const metadata: Metadata = { title: "Create account" };

type SignUpPageProps = { readonly searchParams: Promise<{ readonly next?: string | readonly string[] }> };

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : null);
  return (
    <AccessCard
      title="Create account"
      below={
        <>
          Already have one?{" "}
          <Link
            href={`/sign-in?next=${encodeURIComponent(target)}`}
            className="font-medium text-accent underline-offset-4 hover:underline"
          >
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm next={target} />
    </AccessCard>
  );
}
