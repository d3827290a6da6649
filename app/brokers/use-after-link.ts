"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { notifySuccess } from "../ui/notify.ts";

/** Returns what follows once an account is linked: the broker's own login page, where there is one. */
export function useAfterLink(): (linked: ApiOutput["brokers"]["link"]) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async ({ account, loginPage }) => {
    if (loginPage !== null) {
      window.location.assign(loginPage);
      return;
    }
    notifySuccess(`${account.label} is linked.`);
    await queryClient.invalidateQueries({ queryKey: trpc.brokers.accounts.queryKey() });
  };
}
