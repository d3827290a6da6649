import type { ApiOutput } from "../trpc/context.ts";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";

type Environment = ApiOutput["runs"]["venues"]["accounts"][number]["environment"];

type Props = {
  /** Of the account that the orders go to; null on paper. */
  readonly environment: Environment | null;
  readonly isComputed: boolean;
};

/** Says what money a run would move. */
export function MoneyNote({ environment, isComputed }: Props) {
  const isReal = environment === "live";
  const look = isReal ? "border-danger/40 bg-danger-soft" : "border-warning/40 bg-warning-soft";
  return (
    <div className={`grid justify-items-start gap-1.5 rounded-md border px-3 py-2.5 text-sm ${look}`}>
      {isComputed ? <SyntheticBadge /> : null}
      <p>
        {isReal
          ? "Its orders go to a real account: real money is moved as soon as it enters."
          : isComputed
            ? "It follows a computed market; no real money is involved."
            : "It follows the broker's prices; no real money is involved."}
      </p>
    </div>
  );
}
