import type { Metadata } from "next";
import Link from "next/link";
import { safeNext } from "../../session/safe-next.ts";
import { AccessCard } from "../../visitor/AccessCard.tsx";
import { DemoEntry } from "../../visitor/DemoEntry.tsx";
import { ProviderButtons } from "../../visitor/ProviderButtons.tsx";
import { SignInForm } from "../../visitor/SignInForm.tsx";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { readonly searchParams: Promise<{ readonly next?: string | readonly string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : null);
  return (
    <AccessCard
      title="Sign in"
      below={
        <>
          No account yet?{" "}
          <Link
            href={`/sign-up?next=${encodeURIComponent(target)}`}
            className="font-medium text-accent underline-offset-4 hover:underline"
          >
            Create one
          </Link>
        </>
      }
    >
      <DemoEntry next={target} size="md" stacked />
      <ProviderButtons next={target} />
      <SignInForm next={target} />
    </AccessCard>
  );
}
