"use client";
import { useMutation } from "@tanstack/react-query";
import { callAuth } from "../session/call-auth.ts";
import { useAuthSession } from "../session/use-auth-session.ts";
import { useSignInOptions } from "../session/use-sign-in-options.ts";
import { Button } from "../ui/Button.tsx";
import { notifySuccess } from "../ui/notify.ts";

/** Offers another letter while the address is not confirmed; absent where no mail is sent. */
export function ConfirmAddress({ email }: { readonly email: string }) {
  const sendsMail = useSignInOptions()?.mail ?? false;
  const { data } = useAuthSession();
  const send = useMutation({
    mutationFn: () => callAuth((auth) => auth.sendVerificationEmail({ email })),
    onSuccess: () => notifySuccess(`A letter with a link is on its way to ${email}.`),
  });
  if (!sendsMail || !data || data.user.emailVerified) return null;
  return (
    <div className="mt-5 flex flex-wrap items-center gap-3 border-t pt-4 text-sm">
      <p className="grow text-muted">
        Your address is not confirmed yet. Open the link of the letter that was sent to it.
      </p>
      <Button size="sm" busy={send.isPending} onClick={() => send.mutate()}>
        Send another letter
      </Button>
    </div>
  );
}
