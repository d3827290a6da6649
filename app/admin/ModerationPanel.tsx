"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";

/** What people have reported, the oldest first. */
export function ModerationPanel() {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const reports = useQuery(trpc.moderation.reports.queryOptions());
  const resolve = useMutation(
    trpc.moderation.resolve.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.moderation.reports.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Panel title="Reports" description="What was removed is seen by nobody any more; its author is told.">
      <Loaded query={reports}>
        {(found) =>
          found.length === 0 ? (
            <p className="text-muted">Nothing waits.</p>
          ) : (
            <ul className="grid gap-4">
              {found.map(({ id, subject, text, href, reason, reporter, createdAt }) => (
                <li key={id} className="grid gap-2 border-b pb-4 last:border-b-0 last:pb-0">
                  <p className="flex flex-wrap items-center gap-2 text-muted text-xs">
                    <Badge tone="warning">{subject}</Badge>
                    reported by {reporter}, {format.dateTime(createdAt)}
                    {href === null ? null : (
                      <Link href={href} className="rounded-sm text-accent hover:underline">
                        See it
                      </Link>
                    )}
                  </p>
                  <p>{reason}</p>
                  <blockquote className="whitespace-pre-wrap border-l pl-3 text-muted [overflow-wrap:anywhere]">
                    {text ?? "It is gone."}
                  </blockquote>
                  <div className="flex gap-2">
                    <Button size="sm" onClick={() => resolve.mutate({ id, resolution: "dismissed" })}>
                      Leave it
                    </Button>
                    <ConfirmDialog
                      title={`Remove this ${subject}?`}
                      description={
                        <p>Nobody sees it any more, and its author is told with the reason of the report.</p>
                      }
                      confirm="Remove"
                      danger
                      onConfirm={() => resolve.mutate({ id, resolution: "removed" })}
                      trigger={
                        <Button size="sm" variant="danger">
                          Remove
                        </Button>
                      }
                    />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
