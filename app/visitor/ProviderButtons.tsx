"use client";
import { useMutation } from "@tanstack/react-query";
import { callAuth } from "../session/call-auth.ts";
import { useSignInOptions } from "../session/use-sign-in-options.ts";
import { Button } from "../ui/Button.tsx";

/** One button for each identity provider that the installation was given; absent without any. */
export function ProviderButtons({ next }: { readonly next: string }) {
  const providers = useSignInOptions()?.providers ?? [];
  const signIn = useMutation({
    mutationFn: (providerId: string) => callAuth((auth) => auth.signIn.oauth2({ providerId, callbackURL: next })),
  });
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-2">
      {providers.map((provider) => (
        <Button
          key={provider.id}
          busy={signIn.isPending && signIn.variables === provider.id}
          onClick={() => signIn.mutate(provider.id)}
        >
          Sign in with {provider.name}
        </Button>
      ))}
    </div>
  );
}
