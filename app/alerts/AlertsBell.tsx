"use client";
import { Bell } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isWithin } from "../shell/navigation.ts";
import { cx } from "../ui/cx.ts";
import { useUnread } from "./use-unread.ts";

const mostShown = 99;

type AlertsBellProps = {
  readonly named?: boolean;
  /** Whether the page may be fetched before anybody asks for it: not while the present one is on its way. */
  readonly ahead: boolean;
};

/** Leads to the alerts and says how many of them are unread; with its name beside it where there is room. */
export function AlertsBell({ named = false, ahead }: AlertsBellProps) {
  const isCurrent = isWithin(usePathname(), "/alerts");
  const count = useUnread() ?? 0;
  const text = count > mostShown ? `${mostShown}+` : String(count);
  const badge =
    count === 0 ? null : (
      <span
        data-testid="unread"
        className={cx(
          "figure grid h-4 min-w-4 place-items-center rounded-full bg-accent-strong px-1 font-medium text-2xs text-on-accent",
          !named && "absolute top-0.5 right-0.5",
        )}
      >
        {text}
        <span className="sr-only"> unread</span>
      </span>
    );
  return (
    <Link
      href="/alerts"
      prefetch={ahead ? null : false}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "relative rounded-md transition-colors duration-100 hover:bg-hover",
        named
          ? "flex h-8 items-center gap-2.5 px-2 font-medium text-sm hover:text-text"
          : "grid size-9 place-items-center",
        isCurrent ? "bg-active text-text" : "text-muted",
      )}
    >
      <Bell
        size={named ? 16 : 18}
        aria-hidden="true"
        className={cx(named && (isCurrent ? "text-accent" : "text-faint"))}
      />
      <span className={named ? "grow" : "sr-only"}>Alerts</span>
      {badge}
    </Link>
  );
}
