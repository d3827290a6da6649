import type { ReactNode } from "react";
import { Badge } from "../ui/Badge.tsx";

type GalleryCardProps = {
  readonly id: string;
  readonly title: ReactNode;
  readonly summary: string;
  readonly preview: ReactNode;
  /** Short facts, the difficulty first. */
  readonly difficulty: string;
  readonly facts: readonly string[];
  readonly tags: readonly string[];
  readonly mark?: ReactNode;
  readonly actions: ReactNode;
  readonly ref?: React.Ref<HTMLElement>;
};

/** One idea of the gallery: how it did, what it is, and what can be done with it. */
export function GalleryCard({ id, title, summary, preview, difficulty, facts, tags, ...rest }: GalleryCardProps) {
  return (
    <article
      ref={rest.ref}
      aria-labelledby={`template-${id}`}
      className="flex min-w-0 flex-col overflow-hidden rounded-lg border bg-surface shadow-card"
    >
      <div className="border-b bg-sunken/60 px-4 pt-3 pb-2">{preview}</div>
      <div className="flex grow flex-col gap-3 p-4">
        <div className="grid gap-1.5">
          <h2 id={`template-${id}`} className="font-semibold text-lg [overflow-wrap:anywhere]">
            {title}
          </h2>
          <p className="line-clamp-6 text-muted leading-6 [overflow-wrap:anywhere]">{summary}</p>
        </div>
        <ul className="flex flex-wrap gap-1.5" aria-label="Tags">
          {rest.mark}
          <li>
            <Badge tone="accent">{difficulty}</Badge>
          </li>
          {facts.map((fact) => (
            <li key={fact}>
              <Badge>{fact}</Badge>
            </li>
          ))}
          {tags.map((tag) => (
            <li key={tag}>
              <Badge>{tag}</Badge>
            </li>
          ))}
        </ul>
        <div className="mt-auto flex gap-2">{rest.actions}</div>
      </div>
    </article>
  );
}

const mostNamed = 3;

/** Names the instruments of a strategy as a card has room for them. */
export function instrumentWords(symbols: readonly string[]): string {
  if (symbols.length === 0) return "any instrument";
  if (symbols.length <= mostNamed) return symbols.join(", ");
  return `${symbols.slice(0, mostNamed - 1).join(", ")} and ${symbols.length - mostNamed + 1} more`;
}
