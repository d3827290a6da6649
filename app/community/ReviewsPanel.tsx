"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Field } from "../ui/Field.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { PostItem } from "./PostItem.tsx";
import { WriteForm } from "./WriteForm.tsx";

type ReviewsPanelProps = {
  readonly listingId: string;
  readonly found: ApiOutput["community"]["posts"];
  /** Of another team, by somebody whose role may write. */
  readonly mayWrite: boolean;
  readonly onWritten: () => void;
};

/** Reviews by teams that ran the listing for long enough. */
export function ReviewsPanel({ listingId, found, mayWrite, onWritten }: ReviewsPanelProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const [rating, setRating] = useState(3);
  const review = useMutation(
    trpc.community.review.mutationOptions({
      onSuccess: onWritten,
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const reviews = found.posts.filter(({ kind }) => kind === "review");
  const hasReviewed = reviews.some(({ isOwn }) => isOwn);
  const isLongEnough = found.daysRun >= found.leastDays;
  return (
    <Panel
      title="Reviews"
      description={`Only by teams that ran it for ${found.leastDays} days or more.${found.rating === null ? "" : ` Mean rating ${format.number(found.rating, 1)} of 5.`}`}
    >
      <div className="grid gap-4">
        {reviews.length === 0 ? <p className="text-muted">Nobody has reviewed it yet.</p> : null}
        <ul className="grid gap-4">
          {reviews.map((post) => (
            <li key={post.id}>
              <PostItem post={post} />
            </li>
          ))}
        </ul>
        {mayWrite && !hasReviewed && isLongEnough ? (
          <div className="grid gap-2">
            <Field label="Your rating">
              {(control) => (
                <Select {...control} value={rating} onChange={(change) => setRating(Number(change.target.value))}>
                  {[1, 2, 3, 4, 5].map((value) => (
                    <option key={value} value={value}>{`${value} of 5`}</option>
                  ))}
                </Select>
              )}
            </Field>
            <WriteForm
              label="Your review"
              action="Review"
              busy={review.isPending}
              onWrite={(body) => review.mutateAsync({ listingId, body, rating })}
            />
          </div>
        ) : null}
        {mayWrite && !isLongEnough ? (
          <p className="text-faint text-xs">Your team has run it for {found.daysRun} days.</p>
        ) : null}
      </div>
    </Panel>
  );
}
