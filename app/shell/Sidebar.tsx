"use client";
import { Search } from "lucide-react";
import Link from "next/link";
import { AlertsBell } from "../alerts/AlertsBell.tsx";
import { useSession } from "../session/use-session.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { Account } from "./Account.tsx";
import { Logo } from "./Logo.tsx";
import { mayAdminister } from "./may-administer.ts";
import { NavigationLink } from "./NavigationLink.tsx";
import { adminDestination, destinationGroups, settingsDestination } from "./navigation.ts";
import { StreamIndicator } from "./StreamIndicator.tsx";
import { useCommandKey } from "./use-command-key.ts";
import { useSettled } from "./use-settled.ts";

export function Sidebar({ onSearch }: { readonly onSearch: () => void }) {
  const session = useSession();
  const commandKey = useCommandKey();
  const ahead = useSettled();
  return (
    <header className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-surface md:flex">
      <div className="flex h-14 items-center px-4">
        <Link href="/home" prefetch={ahead ? null : false} className="flex rounded-md" aria-label="Quantloom, home">
          <Logo />
        </Link>
      </div>
      <div className="px-3 pb-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border bg-canvas px-2 text-faint text-sm hover:border-line hover:text-muted"
        >
          <Search size={14} aria-hidden="true" />
          <span className="grow text-left">Search or jump to</span>
          <Kbd>{commandKey}</Kbd>
        </button>
      </div>
      <nav aria-label="Main" className="grid grow content-start gap-4 overflow-y-auto px-3 py-2">
        {destinationGroups.map((group) => (
          <div key={group.label ?? "top"} className="grid gap-0.5">
            {group.label ? <p className="px-2 pb-1 font-medium text-2xs text-faint">{group.label}</p> : null}
            {group.items.map((destination) => (
              <NavigationLink key={destination.href} destination={destination} ahead={ahead} />
            ))}
          </div>
        ))}
      </nav>
      <div className="grid gap-0.5 border-t p-3">
        <AlertsBell named ahead={ahead} />
        {session.data && mayAdminister(session.data.permissions) ? (
          <NavigationLink destination={adminDestination} ahead={ahead} />
        ) : null}
        <NavigationLink destination={settingsDestination} ahead={ahead} />
        <StreamIndicator />
        <Account />
      </div>
    </header>
  );
}
