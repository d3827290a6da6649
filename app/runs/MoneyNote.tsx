import type { ApiOutput } from "../trpc/context.ts";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";

type Environment = ApiOutput["runs"]["venues"]["accounts"][number]["environment"];

type Props = {
  /** Of the account that the orders go to; null on paper. */
  readonly environment: Environment | null;
  /** Of the account whose prices it follows; null on the computed market. */
  readonly prices: Environment | null;
};

/** Says what money a run would move. */
export function MoneyNote({ environment, prices }: Props) {
  const isReal = environment === "live";
  const look = isReal ? "border-danger/40 bg-danger-soft" : "border-warning/40 bg-warning-soft";
  return (
    <div className={`grid justify-items-start gap-1.5 rounded-md border px-3 py-2.5 text-sm ${look}`}>
      {prices === null ? <SyntheticBadge /> : null}
      <p>
        {isReal
          ? "Its orders go to a real account: real money is moved as soon as it enters."
          : `It follows ${prices === null ? "a computed market" : prices === "simulated" ? "a simulated broker's prices" : "the broker's prices"}; no real money is involved.`}
      </p>
    </div>
  );
}
