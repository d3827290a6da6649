"use client";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { type Post, PostItem } from "./PostItem.tsx";
import { WriteForm } from "./WriteForm.tsx";

type QuestionsPanelProps = {
  readonly listingId: string;
  readonly posts: readonly Post[];
  readonly mayWrite: boolean;
  readonly onWritten: () => void;
};

/** Questions on a listing, each with its answers. */
export function QuestionsPanel({ listingId, posts, mayWrite, onWritten }: QuestionsPanelProps) {
  const trpc = useTRPC();
  const options = { onSuccess: onWritten, onError: (error: unknown) => notifyError(errorText(error)) };
  const ask = useMutation(trpc.community.ask.mutationOptions(options));
  const answer = useMutation(trpc.community.answer.mutationOptions(options));
  const questions = posts.filter(({ kind }) => kind === "question");
  return (
    <Panel title="Questions" description="Anybody may ask and answer; the author is told.">
      <div className="grid gap-4">
        {questions.length === 0 ? <p className="text-muted">Nobody has asked anything yet.</p> : null}
        <ul className="grid gap-4">
          {questions.map((question) => (
            <li key={question.id} className="grid gap-3 border-b pb-4 last:border-b-0 last:pb-0">
              <PostItem post={question} />
              <ul className="grid gap-3 border-l pl-3">
                {posts
                  .filter(({ parentId }) => parentId === question.id)
                  .reverse()
                  .map((post) => (
                    <li key={post.id}>
                      <PostItem post={post} />
                    </li>
                  ))}
              </ul>
              {mayWrite ? (
                <details>
                  <summary className="cursor-pointer text-muted text-xs">Answer</summary>
                  <WriteForm
                    label="Your answer"
                    action="Answer"
                    busy={answer.isPending}
                    onWrite={(body) => answer.mutateAsync({ postId: question.id, body })}
                  />
                </details>
              ) : null}
            </li>
          ))}
        </ul>
        {mayWrite ? (
          <WriteForm
            label="Your question"
            action="Ask"
            busy={ask.isPending}
            onWrite={(body) => ask.mutateAsync({ listingId, body })}
          />
        ) : null}
      </div>
    </Panel>
  );
}
