import type { ApiOutput } from "../trpc/context.ts";

type Kinds = ApiOutput["alerts"]["channels"]["kinds"];
export type ChannelKind = Kinds[number]["kind"];

type ChannelKindsProps = {
  readonly kinds: Kinds;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly ChannelKind[]) => void;
};

/** The kinds of alerts that a channel gets. */
export function ChannelKinds({ kinds, chosen, onChange }: ChannelKindsProps) {
  const toggle = (kind: ChannelKind) =>
    onChange(
      kinds.map((one) => one.kind).filter((one) => (one === kind ? !chosen.includes(one) : chosen.includes(one))),
    );
  return (
    <fieldset className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      <legend className="sr-only">Kinds of alerts</legend>
      {kinds.map(({ kind, title }) => (
        <label key={kind} className="flex min-h-7 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent-strong"
            checked={chosen.includes(kind)}
            onChange={() => toggle(kind)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
