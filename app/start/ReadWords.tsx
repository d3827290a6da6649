import { CircleHelp } from "lucide-react";
import type { ReadWord } from "@/graph-runtime/sentence/understand-sentence.ts";
import { cx } from "../ui/cx.ts";

/** The text word by word: what was not understood is underlined, and told again in a list of its own. */
export function ReadWords({ words }: { readonly words: readonly ReadWord[] }) {
  const unknown = words.filter((word) => word.state === "unknown");
  return (
    <div className="grid gap-2">
      <p className="text-base leading-7" aria-hidden="true">
        {words.map((word, index) => (
          <span key={word.start}>
            {index > 0 && word.start > (words[index - 1]?.end ?? 0) ? " " : ""}
            <span
              className={cx(
                word.state === "unknown" && "rounded-sm bg-warning-soft text-warning underline decoration-wavy",
                word.state === "silent" && "text-muted",
              )}
            >
              {word.text}
            </span>
          </span>
        ))}
      </p>
      <p
        role="status"
        className={cx("flex items-center gap-1.5 text-xs", unknown.length > 0 ? "text-warning" : "text-muted")}
      >
        {unknown.length > 0 ? (
          <>
            <CircleHelp size={13} aria-hidden="true" className="shrink-0" />
            <span data-testid="not-understood">Not understood: {unknown.map((word) => word.text).join(", ")}</span>
          </>
        ) : (
          "Every word was understood."
        )}
      </p>
    </div>
  );
}
