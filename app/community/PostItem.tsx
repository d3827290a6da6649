"use client";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { ReportDialog } from "./ReportDialog.tsx";

export type Post = ApiOutput["community"]["posts"]["posts"][number];

/** What somebody wrote, with who it was. */
export function PostItem({ post }: { readonly post: Post }) {
  const format = useFormat();
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
        {post.isAuthor ? (
          <Link href={`/authors/${post.team.id}`} className="rounded-sm font-medium text-text hover:text-accent">
            {post.team.name}
          </Link>
        ) : (
          <span className="font-medium text-text">{post.team.name}</span>
        )}
        {post.isAuthor ? <Badge tone="accent">Author</Badge> : null}
        {post.daysRun === null ? null : <Badge>ran it for {post.daysRun} days</Badge>}
        {post.rating === null ? null : <span className="figure">{post.rating} of 5</span>}
        <span>{format.dateTime(post.createdAt)}</span>
        {post.isOwn ? null : <ReportDialog subject="post" subjectId={post.id} />}
      </p>
      <Markdown text={post.body} />
    </div>
  );
}
