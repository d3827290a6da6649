import { Badge, type Tone } from "../ui/Badge.tsx";

const looks: Readonly<Record<string, { readonly tone: Tone; readonly words: string }>> = {
  A: { tone: "profit", words: "complete and clean" },
  B: { tone: "info", words: "small defects" },
  C: { tone: "warning", words: "look at the report" },
  D: { tone: "loss", words: "much is missing or odd" },
  E: { tone: "danger", words: "hardly of use" },
};

/** How good the bars are, in a letter and, for whoever asks, in words. */
export function GradeBadge({ grade, long = false }: { readonly grade: string; readonly long?: boolean }) {
  const look = looks[grade] ?? { tone: "neutral" as const, words: "" };
  return (
    <Badge tone={look.tone}>
      <span title={look.words}>
        {long ? "Quality " : ""}
        {grade}
        {long ? `, ${look.words}` : ""}
      </span>
    </Badge>
  );
}
