import type { ApiInput } from "../trpc/context.ts";

type Request = Omit<ApiInput["publishing"]["publish"], "target">;
type Disclosure = NonNullable<Request["disclosure"]>;
type Visibility = NonNullable<Request["visibility"]>;
type Difficulty = NonNullable<Request["difficulty"]>;

/** What is typed into the form of a listing. */
export type PublishWords = {
  readonly title: string;
  readonly rationale: string;
  readonly notes: string;
  readonly disclosure: Disclosure;
  readonly visibility: Visibility;
  readonly difficulty: Difficulty;
  readonly tags: string;
  readonly times: string;
  readonly capital: string;
  readonly margin: string;
};

export function firstWords(title: string, rationale: string): PublishWords {
  const choices = { disclosure: "view", visibility: "public", difficulty: "intermediate" } as const;
  return { title, rationale, notes: "", ...choices, tags: "", times: "", capital: "100000", margin: "" };
}

/** Returns a positive amount of money, or null where the text is none. */
export function readMoney(text: string): number | null {
  const amount = Number(text.replace(/[,\s]/g, ""));
  return text.trim() !== "" && Number.isFinite(amount) && amount > 0 ? amount : null;
}

/** Returns tags that are separated by commas. */
function readTags(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== "");
}

/** Returns the request that the form stands for, null while something in it cannot be read. */
export function readWords({ capital, margin, tags, ...words }: PublishWords): Request | null {
  const capitalNeeded = readMoney(capital);
  const marginNeeded = margin.trim() === "" ? null : readMoney(margin);
  if (capitalNeeded === null || (marginNeeded === null && margin.trim() !== "")) return null;
  if (words.title.trim().length < 3 || words.rationale.trim().length < 20) return null;
  return { ...words, tags: readTags(tags), capitalNeeded, marginNeeded };
}
