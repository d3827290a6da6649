"use client";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { usePreview } from "../preview/preview-store.ts";
import { useStudio } from "../store/StudioContext.tsx";

/** The strategy in plain words, one sentence per rule. */
export function ReadingPanel() {
  const sentences = usePreview((state) => state.sentences);
  const warmup = usePreview((state) => state.warmup);
  const isEmpty = useStudio((state) => state.document.nodes.length === 0);
  const focus = useFocusNode();
  if (sentences.length === 0) {
    return (
      <p className="p-4 text-muted text-sm">
        {isEmpty
          ? "Nothing to read yet: the canvas is empty."
          : "Add an Enter or Exit block: the strategy then reads as text."}
      </p>
    );
  }
  return (
    <div className="max-w-3xl p-4" data-testid="reading">
      <ol className="grid list-decimal gap-2 pl-5 text-base marker:text-faint">
        {sentences.map((sentence) => (
          <li key={sentence.nodeId}>
            <button
              type="button"
              className="text-left align-top hover:underline"
              onClick={() => focus(sentence.nodeId)}
            >
              {sentence.text}
            </button>
          </li>
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
