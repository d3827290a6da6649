"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "../ui/cx.ts";
import { type Destination, isWithin } from "./navigation.ts";

type NavigationLinkProps = {
  readonly destination: Destination;
  /** Whether the page may be fetched before anybody asks for it: not while the present one is on its way. */
  readonly ahead: boolean;
};

export function NavigationLink({ destination, ahead }: NavigationLinkProps) {
  const isCurrent = isWithin(usePathname(), destination.href);
  const Icon = destination.icon;
  return (
    <Link
      href={destination.href}
      prefetch={ahead ? null : false}
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
