"use client";
import { lazy, Suspense } from "react";
import { useSession } from "../session/use-session.ts";
import { AccountButton } from "./AccountButton.tsx";

// The menu and what places it on the screen arrive after the page: its button stands there meanwhile.
const AccountMenu = lazy(() => import("./AccountMenu.tsx").then((module) => ({ default: module.AccountMenu })));

/** Who is signed in, with the menu of the account. */
export function Account({ compact = false }: { readonly compact?: boolean }) {
  const { data } = useSession();
  if (!data) return null;
  return (
    <Suspense fallback={<AccountButton name={data.user.name} team={data.team.name} compact={compact} disabled />}>
      <AccountMenu compact={compact} />
    </Suspense>
  );
}
