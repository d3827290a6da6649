"use client";
import { usePreview } from "../preview/preview-store.ts";
import { useStudio } from "../store/StudioContext.tsx";

/** The strategy in plain words, one sentence per rule. */
export function ReadingPanel() {
  const sentences = usePreview((state) => state.sentences);
  const warmup = usePreview((state) => state.warmup);
  const isEmpty = useStudio((state) => state.document.nodes.length === 0);
  if (sentences.length === 0) {
    return (
      <p className="p-4 text-muted text-sm">
        {isEmpty ? "Nothing to read yet: the canvas is empty." : "The strategy reads as text once it has no errors."}
      </p>
    );
  }
  return (
    <div className="max-w-3xl p-4" data-testid="reading">
      <ol className="grid list-decimal gap-2 pl-5 text-base marker:text-faint">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {warmup > 0 ? (
        <p className="mt-3 text-faint text-xs">
          The first {warmup} bars only warm up: nothing is known before, so nothing acts.
        </p>
      ) : null}
    </div>
  );
}
