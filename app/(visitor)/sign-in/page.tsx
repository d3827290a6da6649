import type { Metadata } from "next";
import Link from "next/link";
import { safeNext } from "../../session/safe-next.ts";
import { AccessCard } from "../../visitor/AccessCard.tsx";
import { DemoEntry } from "../../visitor/DemoEntry.tsx";
import { FormError } from "../../visitor/FormError.tsx";
import { ProviderButtons } from "../../visitor/ProviderButtons.tsx";
import { providerError } from "../../visitor/provider-error.ts";
import { SignInForm } from "../../visitor/SignInForm.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Query = { readonly next?: string | readonly string[]; readonly error?: string | readonly string[] };
type SignInPageProps = { readonly searchParams: Promise<Query> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams;
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
      <FormError message={providerError(typeof error === "string" ? error : undefined)} />
      <ProviderButtons next={target} />
      <SignInForm next={target} />
    </AccessCard>
  );
}
