"use client";
import type { ApiInput, ApiOutput } from "../trpc/context.ts";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";

type Venues = ApiOutput["runs"]["venues"];
type Timeframe = NonNullable<ApiInput["runs"]["start"]["prices"]>["timeframe"];

const timeframes: readonly Timeframe[] = ["1m", "5m", "15m"];
const computed = "computed";

/** What a run is to follow: the computed market, or the prices of a linked account. */
export type MarketDraft = {
  readonly accountId: string | null;
  readonly symbol: string;
  readonly timeframe: Timeframe;
};

/** Returns the instruments that were typed, the first one first. */
export function readSymbols(text: string): string[] {
  const named = text.split(/[\s,]+/).map((one) => one.trim().toUpperCase());
  return [...new Set(named.filter((one) => one !== ""))];
}

type Props = {
  readonly venues: Venues;
  readonly draft: MarketDraft;
  readonly onChange: (draft: MarketDraft) => void;
};

export function MarketFields({ venues, draft, onChange }: Props) {
  const { accountId, symbol, timeframe } = draft;
  const account = venues.accounts.find((one) => one.accountId === accountId) ?? null;
  const choose = (value: string): void => {
    const isComputed = value === computed;
    const first = isComputed ? (venues.symbols[0] ?? "") : "";
    onChange({ ...draft, accountId: isComputed ? null : value, symbol: first });
  };
  return (
    <>
      {venues.accounts.length === 0 ? null : (
        <Field
          label="Prices"
          error={account?.ownObstacle ?? undefined}
          hint={
            account === null
              ? "Computed by this installation: two bars a second."
              : `Bars made from what ${account.broker} says of every trade. The strategy steps once on each.`
          }
        >
          {(control) => (
            <Select {...control} value={accountId ?? computed} onChange={(choice) => choose(choice.target.value)}>
              <option value={computed}>Computed market</option>
              {venues.accounts.map(({ accountId: id, label, broker }) => (
                <option key={id} value={id}>
                  {label} ({broker})
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {account === null ? (
        <Field label="Instrument">
          {(control) => (
            <Select
              {...control}
              value={symbol}
              onChange={(choice) => onChange({ ...draft, symbol: choice.target.value })}
            >
              {venues.symbols.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          )}
        </Field>
      ) : (
        <div className="grid grid-cols-2 gap-3">
          <Field label="Instrument" hint="As the broker calls it; several by comma.">
            {(control) => (
              <Input
                {...control}
                required
                value={symbol}
                placeholder="SYN-A"
                onChange={(typed) => onChange({ ...draft, symbol: typed.target.value })}
              />
            )}
          </Field>
          <Field label="Length of a bar">
            {(control) => (
              <Select
                {...control}
                value={timeframe}
                onChange={({ target }) =>
                  onChange({ ...draft, timeframe: timeframes.find((one) => one === target.value) ?? "1m" })
                }
              >
                {timeframes.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      )}
    </>
  );
}
