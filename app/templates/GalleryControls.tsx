"use client";
import { Search } from "lucide-react";
import { Input } from "../ui/Input.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Select } from "../ui/Select.tsx";
import { TagSelect } from "../ui/TagSelect.tsx";
import { difficulties, type GalleryFilter, type Order, orders, type Source } from "./gallery-filter.ts";

const sourceOptions = [
  { value: "all", label: "Everything" },
  { value: "built-in", label: "Built in" },
  { value: "curated", label: "Curated" },
] as const satisfies readonly { value: Source; label: string }[];

type GalleryControlsProps = {
  readonly filter: GalleryFilter;
  readonly onChange: (filter: GalleryFilter) => void;
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
};

const orderNames: Record<Order, string> = {
  suggested: "Suggested order",
  title: "By name",
  nodes: "Fewest nodes first",
};
const difficultyOptions = [
  { value: "all", label: "All" },
  ...difficulties.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}` })),
] as const;

export function GalleryControls({ filter, onChange, tags }: GalleryControlsProps) {
  const change = (part: Partial<GalleryFilter>) => onChange({ ...filter, ...part });
  return (
    <search aria-label="Templates" className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-72 lg:w-56 2xl:w-72">
        <Search size={15} aria-hidden="true" className="absolute top-2 left-2.5 text-faint" />
        <Input
          type="search"
          aria-label="Search templates"
          placeholder="Search by name, idea or tag"
          className="pl-8!"
          value={filter.query}
          onChange={(event) => change({ query: event.target.value })}
        />
      </div>
      <SegmentedControl
        label="Difficulty"
        value={filter.difficulty ?? "all"}
        options={difficultyOptions}
        onChange={(value) => change({ difficulty: value === "all" ? null : value })}
        className="max-sm:w-full max-sm:justify-between"
      />
      <SegmentedControl
        label="Source"
        value={filter.source}
        options={sourceOptions}
        onChange={(source) => change({ source })}
        className="max-sm:w-full max-sm:*:flex-1"
      />
      <TagSelect
        className="min-w-0 flex-1 sm:w-48! sm:flex-none lg:w-36! 2xl:w-48!"
        tags={tags}
        value={filter.tag}
        onChange={(tag) => change({ tag })}
      />
      <Select
        aria-label="Order"
        className="min-w-0 flex-1 sm:w-44! sm:flex-none lg:w-40! 2xl:w-44!"
        value={filter.order}
        onChange={(event) => {
          const order = orders.find((candidate) => candidate === event.target.value);
          if (order) change({ order });
        }}
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {orderNames[order]}
          </option>
        ))}
      </Select>
    </search>
  );
}
