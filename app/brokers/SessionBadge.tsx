"use client";
import { useEffect, useState } from "react";
import { formatDuration } from "../format/time-format.ts";
import { Badge } from "../ui/Badge.tsx";

type SessionBadgeProps = { readonly session: { readonly expiresAt: string | null } | null };

const soon = 30 * 60_000;

/** Whether somebody is logged in at the broker, and for how much longer. */
export function SessionBadge({ session }: SessionBadgeProps) {
  const now = useClock();
  if (session === null) return <Badge tone="danger">Not connected</Badge>;
  if (session.expiresAt === null) return <Badge tone="profit">Connected</Badge>;
  const left = new Date(session.expiresAt).getTime() - now;
  if (left <= 0) return <Badge tone="danger">Session over</Badge>;
  return (
    <Badge tone={left < soon ? "warning" : "profit"}>
      <span className="figure">Connected, {formatDuration(left)} left</span>
    </Badge>
  );
}

/** The clock of the reader's machine, each second. */
function useClock(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
