"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "../ui/cx.ts";
import { type Destination, isWithin } from "./navigation.ts";

export function NavigationLink({ destination }: { readonly destination: Destination }) {
  const isCurrent = isWithin(usePathname(), destination.href);
  const Icon = destination.icon;
  return (
    <Link
      href={destination.href}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-sm transition-colors duration-100",
        isCurrent ? "bg-active text-text" : "text-muted hover:bg-hover hover:text-text",
      )}
    >
      <Icon size={16} aria-hidden="true" className={isCurrent ? "text-accent" : "text-faint"} />
      {destination.label}
    </Link>
  );
}
