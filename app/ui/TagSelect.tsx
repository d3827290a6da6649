import { Select } from "./Select.tsx";

type TagSelectProps = {
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
  /** Null is every tag. */
  readonly value: string | null;
  readonly onChange: (tag: string | null) => void;
  readonly className: string;
};

/** Chooses one tag of a gallery, each with how many carry it. */
export function TagSelect({ tags, value, onChange, className }: TagSelectProps) {
  return (
    <Select
      aria-label="Tag"
      className={className}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">Every tag</option>
      {tags.map(({ tag, count }) => (
        <option key={tag} value={tag}>
          {tag} ({count})
        </option>
      ))}
    </Select>
  );
}
