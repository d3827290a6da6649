"use client";
import { lazy } from "react";
import { useSession } from "../session/use-session.ts";
import { MenuOnDemand } from "../ui/MenuOnDemand.tsx";
import { AccountButton } from "./AccountButton.tsx";

const load = () => import("./AccountMenu.tsx");
const AccountMenu = lazy(() => load().then((module) => ({ default: module.AccountMenu })));

/** Who is signed in, with the menu of the account. */
export function Account({ compact = false }: { readonly compact?: boolean }) {
  const { data } = useSession();
  if (!data) return null;
  return (
    <MenuOnDemand load={load} button={<AccountButton name={data.user.name} team={data.team.name} compact={compact} />}>
      <AccountMenu compact={compact} />
    </MenuOnDemand>
  );
}
