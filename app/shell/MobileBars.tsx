"use client";
import { Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useSession } from "../session/use-session.ts";
import { cx } from "../ui/cx.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
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
import { StreamIndicator } from "./StreamIndicator.tsx";

export function MobileTopBar({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <header className="sticky top-0 z-30 flex h-(--shell-top) items-center justify-between border-b bg-surface px-4 md:hidden">
      <Link href="/home" className="flex rounded-md" aria-label="Quantloom, home">
        <Logo />
      </Link>
      <div className="flex items-center gap-2">
        <IconButton label="Search or jump to" onClick={onSearch}>
          <Search size={18} />
        </IconButton>
        <AccountMenu compact />
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
      <Dialog
        title="More"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="grid content-center justify-items-center gap-0.5 text-muted">
            <MenuIcon size={20} aria-hidden="true" />
            <span className="font-medium text-2xs">More</span>
          </button>
        }
      >
        <ul className="grid grid-cols-2 gap-2">
          {rest.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={() => setOpen(false)}
                className="flex h-12 items-center gap-3 rounded-lg border bg-surface px-3 font-medium hover:bg-hover"
              >
                <Icon size={18} aria-hidden="true" className="text-muted" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <StreamIndicator />
      </Dialog>
    </nav>
  );
}
