"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Spinner } from "../ui/Spinner.tsx";

/** Where the broker's login page sends the user back to; what it brings is good for one use. */
export function LoginReturn() {
  const trpc = useTRPC();
  const router = useRouter();
  const grant = useSearchParams();
  const isAsked = useRef(false);
  const { mutate, error } = useMutation(
    trpc.brokers.finishLogin.mutationOptions({
      onSuccess: ({ label }) => {
        notifySuccess(`${label} is connected.`);
        router.replace("/brokers");
      },
    }),
  );
  // The broker's login page, which has sent the reader here, is the system outside.
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    mutate({ grant: Object.fromEntries(grant) });
  }, [grant, mutate]);
  return (
    <Page>
      <Panel>
        {error ? (
          <EmptyState
            title="The login did not succeed"
            action={
              <Button asChild variant="primary">
                <Link href="/brokers">Back to Brokers</Link>
              </Button>
            }
          >
            {errorText(error)}
          </EmptyState>
        ) : (
          <EmptyState icon={<Spinner size={18} />} title="Connecting to your broker" />
        )}
      </Panel>
    </Page>
  );
}
