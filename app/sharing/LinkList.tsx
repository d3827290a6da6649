"use client";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/IconButton.tsx";

type ListedLink = {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly isExpired: boolean;
};

type LinkListProps<Link extends ListedLink> = {
  readonly links: readonly Link[];
  /** What is said where there are none. */
  readonly empty: string;
  readonly icon: (link: Link) => ReactNode;
  /** What the link shows, in a few words. */
  readonly name: (link: Link) => string;
  readonly busy: boolean;
  readonly onRevoke: (link: Link) => void;
};

/** Links that were made: until when they work, and a button that ends each. */
export function LinkList<Link extends ListedLink>({ links, empty, icon, name, busy, onRevoke }: LinkListProps<Link>) {
  const { ago, dateTime } = useFormat();
  if (links.length === 0) return <p className="text-muted text-sm">{empty}</p>;
  return (
    <ul className="grid gap-1" aria-label="Links">
      {links.map((link) => (
        <li key={link.id} className="flex items-center gap-3 rounded-md border px-3 py-1.5" data-testid="share-row">
          {icon(link)}
          <span className="min-w-0 grow text-sm">
            {name(link)}
            <span className="block text-muted text-xs">
              made {ago(link.createdAt)}
              {link.expiresAt === null
                ? ", until revoked"
                : link.isExpired
                  ? ""
                  : `, works until ${dateTime(link.expiresAt)}`}
            </span>
          </span>
          {link.isExpired ? <Badge tone="warning">expired</Badge> : null}
          <IconButton size="sm" label={`Revoke the link: ${name(link)}`} disabled={busy} onClick={() => onRevoke(link)}>
            <Trash2 size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
