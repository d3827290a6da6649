"use client";
import { Menu as MenuIcon, Search } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { AlertsBell } from "../alerts/AlertsBell.tsx";
import { useSession } from "../session/use-session.ts";
import { cx } from "../ui/cx.ts";
import { Account } from "./Account.tsx";
import { Logo } from "./Logo.tsx";
import { mayAdminister } from "./may-administer.ts";
import {
  adminDestination,
  type Destination,
  destinationGroups,
  isWithin,
  settingsDestination,
  thumbDestinations,
} from "./navigation.ts";
import { useSettled } from "./use-settled.ts";

const MoreSheet = dynamic(() => import("./MoreSheet.tsx").then((module) => module.MoreSheet), { ssr: false });

export function MobileTopBar({ onSearch }: { readonly onSearch: () => void }) {
  const ahead = useSettled();
  return (
    <header className="sticky top-0 z-30 flex h-(--shell-top) items-center justify-between border-b bg-surface px-4 md:hidden">
      <Link href="/home" prefetch={ahead ? null : false} className="flex rounded-md" aria-label="Quantloom, home">
        <Logo />
      </Link>
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-label="Search or jump to"
          onClick={onSearch}
          className="grid size-9 place-items-center rounded-md text-muted hover:bg-hover"
        >
          <Search size={18} />
        </button>
        <AlertsBell ahead={ahead} />
        <Account compact />
      </div>
    </header>
  );
}

function Thumb({ destination, isCurrent }: { readonly destination: Destination; readonly isCurrent: boolean }) {
  const Icon = destination.icon;
  return (
    <Link
      href={destination.href}
      aria-current={isCurrent ? "page" : undefined}
      className={cx("grid content-center justify-items-center gap-0.5", isCurrent ? "text-accent" : "text-muted")}
    >
      <Icon size={20} aria-hidden="true" />
      <span className="font-medium text-2xs">{destination.label}</span>
    </Link>
  );
}

export function MobileBottomBar() {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const session = useSession();
  const admin = session.data && mayAdminister(session.data.permissions) ? [adminDestination] : [];
  const rest = [...destinationGroups.flatMap((group) => group.items), settingsDestination, ...admin].filter(
    (destination) => !thumbDestinations.includes(destination),
  );
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid h-(--shell-bottom) grid-cols-5 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {thumbDestinations.map((destination) => (
        <Thumb key={destination.href} destination={destination} isCurrent={isWithin(pathname, destination.href)} />
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="grid content-center justify-items-center gap-0.5 text-muted"
      >
        <MenuIcon size={20} aria-hidden="true" />
        <span className="font-medium text-2xs">More</span>
      </button>
      {open ? <MoreSheet destinations={rest} onClose={() => setOpen(false)} /> : null}
    </nav>
  );
}
