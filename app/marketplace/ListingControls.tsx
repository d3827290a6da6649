"use client";
import { Search } from "lucide-react";
import { Input } from "../ui/Input.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Select } from "../ui/Select.tsx";
import { TagSelect } from "../ui/TagSelect.tsx";

const sorts = {
  newest: "Newest first",
  rank: "By rank score",
  drawdown: "Smallest drawdown first",
  "paper-days": "Longest on paper first",
  subscribers: "Most subscribers first",
} as const;
type Sort = keyof typeof sorts;
type Kind = "all" | "basket" | "strategy";
const difficulties = ["beginner", "intermediate", "advanced"] as const;

export type ListFilter = {
  readonly query: string;
  readonly tag: string | null;
  readonly kind: Kind;
  readonly difficulty: (typeof difficulties)[number] | null;
  readonly curated: boolean;
  readonly sort: Sort;
};

export const noListFilter: ListFilter = {
  query: "",
  tag: null,
  kind: "all",
  difficulty: null,
  curated: false,
  sort: "newest",
};

const kinds = [
  { value: "all", label: "All" },
  { value: "strategy", label: "Strategies" },
  { value: "basket", label: "Baskets" },
] as const;
const sources = [
  { value: "everyone", label: "Everyone's" },
  { value: "curated", label: "Curated" },
] as const;

type ListingControlsProps = {
  readonly filter: ListFilter;
  readonly onChange: (filter: ListFilter) => void;
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
  /** False where rankings are not shown. */
  readonly isRanked: boolean;
};

export function ListingControls({ filter, onChange, tags, isRanked }: ListingControlsProps) {
  const change = (part: Partial<ListFilter>) => onChange({ ...filter, ...part });
  return (
    <search aria-label="Listings" className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-72 lg:w-56 2xl:w-72">
        <Search size={15} aria-hidden="true" className="absolute top-2 left-2.5 text-faint" />
        <Input
          type="search"
          aria-label="Search listings"
          placeholder="Title, author, tag, words"
          className="pl-8!"
          value={filter.query}
          onChange={(event) => change({ query: event.target.value })}
        />
      </div>
      <SegmentedControl
        label="Kind"
        value={filter.kind}
        options={kinds}
        onChange={(kind) => change({ kind })}
        className="max-sm:w-full max-sm:*:flex-1"
      />
      <SegmentedControl
        label="Source"
        value={filter.curated ? "curated" : "everyone"}
        options={sources}
        onChange={(source) => change({ curated: source === "curated" })}
        className="max-sm:w-full max-sm:*:flex-1"
      />
      <TagSelect
        className="min-w-32 flex-1 sm:w-40! sm:flex-none lg:w-36! 2xl:w-40!"
        tags={tags}
        value={filter.tag}
        onChange={(tag) => change({ tag })}
      />
      <Select
        aria-label="Difficulty"
        className="min-w-32 flex-1 sm:w-40! sm:flex-none lg:w-36! 2xl:w-40!"
        value={filter.difficulty ?? ""}
        onChange={(event) => change({ difficulty: difficulties.find((one) => one === event.target.value) ?? null })}
      >
        <option value="">Any difficulty</option>
        {difficulties.map((difficulty) => (
          <option key={difficulty} value={difficulty}>
            {difficulty}
          </option>
        ))}
      </Select>
      {isRanked ? (
        <Select
          aria-label="Order"
          className="min-w-32 flex-1 sm:w-48! sm:flex-none lg:w-44! 2xl:w-48!"
          value={filter.sort}
          onChange={(event) => {
            const names = Object.keys(sorts) as Sort[];
            change({ sort: names.find((name) => name === event.target.value) ?? "newest" });
          }}
        >
          {Object.entries(sorts).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      ) : (
        <p className="text-faint text-xs">Rankings are not shown in your region.</p>
      )}
    </search>
  );
}
