"use client";
import { CircleAlert, Info, OctagonAlert } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";

type Alert = ApiOutput["alerts"]["list"]["items"][number];

const looks = {
  info: { Icon: Info, color: "text-info", name: "Information" },
  warning: { Icon: CircleAlert, color: "text-warning", name: "Warning" },
  critical: { Icon: OctagonAlert, color: "text-danger", name: "Critical" },
} as const;

/** One alert; following its link reads it. */
export function AlertLine({ alert, onRead }: { readonly alert: Alert; readonly onRead: () => void }) {
  const format = useFormat();
  const { Icon, color, name } = looks[alert.severity];
  return (
    <li className={cx("flex items-start gap-3 px-4 py-3", !alert.isRead && "bg-accent-soft/40")}>
      <Icon size={16} aria-hidden="true" className={cx("mt-0.5 shrink-0", color)} />
      <div className="grid min-w-0 grow gap-0.5">
        <Link
          href={alert.href}
          {...(alert.isRead ? {} : { onClick: onRead })}
          className={cx("rounded-sm [overflow-wrap:anywhere] hover:underline", alert.isRead ? "" : "font-semibold")}
        >
          <span className="sr-only">
            {name}
            {alert.isRead ? "" : ", unread"}:{" "}
          </span>
          {alert.title}
        </Link>
        {alert.body ? <p className="text-muted text-sm [overflow-wrap:anywhere]">{alert.body}</p> : null}
        <time dateTime={alert.createdAt} title={format.dateTime(alert.createdAt)} className="text-muted text-xs">
          {format.ago(alert.createdAt)}
        </time>
      </div>
      {alert.isRead ? null : (
        <Button
          size="sm"
          variant="ghost"
          className="shrink-0"
          aria-label={`Mark read: ${alert.title}`}
          onClick={onRead}
        >
          Mark read
        </Button>
      )}
    </li>
  );
}
