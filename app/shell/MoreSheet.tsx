"use client";
import Link from "next/link";
import { Dialog } from "../ui/Dialog.tsx";
import type { Destination } from "./navigation.ts";
import { StreamIndicator } from "./StreamIndicator.tsx";

type MoreSheetProps = { readonly destinations: readonly Destination[]; readonly onClose: () => void };

/** The places that have no room in the bar of a phone. */
export function MoreSheet({ destinations, onClose }: MoreSheetProps) {
  return (
    <Dialog title="More" open onOpenChange={(open) => (open ? undefined : onClose())}>
      <ul className="grid grid-cols-2 gap-2">
        {destinations.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={onClose}
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
  );
}
