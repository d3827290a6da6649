"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";

export type MemberAccount = NonNullable<ApiInput["subscriptions"]["create"]["accounts"]>[number];
type Venues = ApiOutput["runs"]["venues"];
type Product = MemberAccount["product"];

const paper = "paper";
const productNames: Readonly<Record<Product, string>> = {
  intraday: "within the day",
  delivery: "delivery",
  carry: "carried overnight",
};

type MemberVenuesProps = {
  readonly members: readonly { readonly ordinal: number; readonly name: string }[];
  readonly accounts: readonly MemberAccount[];
  readonly onChange: (accounts: readonly MemberAccount[]) => void;
};

/** Where each member's orders go: on paper, or to a linked account that passes the check-list. */
export function MemberVenues(props: MemberVenuesProps) {
  const trpc = useTRPC();
  const venues = useQuery(trpc.runs.venues.queryOptions());
  return <Loaded query={venues}>{(found) => <Choices {...props} venues={found} />}</Loaded>;
}

function Choices({ members, accounts, onChange, venues }: MemberVenuesProps & { readonly venues: Venues }) {
  if (venues.accounts.length === 0) {
    return <p className="text-muted text-sm">No account is linked: every member runs on paper.</p>;
  }
  /** One option for each account and product. */
  const options = venues.accounts.flatMap((account) =>
    account.products.map((product) => ({ ...account, product, value: `${account.accountId} ${product}` })),
  );
  const choose = (ordinal: number, value: string) => {
    const option = options.find((one) => one.value === value);
    const others = accounts.filter((one) => one.ordinal !== ordinal);
    onChange(option === undefined ? others : [...others, { ordinal, id: option.accountId, product: option.product }]);
  };
  return (
    <div className="grid gap-3">
      {members.map(({ ordinal, name }) => {
        const chosen = accounts.find((one) => one.ordinal === ordinal);
        return (
          <Field key={ordinal} label={name}>
            {(control) => (
              <Select
                {...control}
                value={chosen === undefined ? paper : `${chosen.id} ${chosen.product}`}
                onChange={(choice) => choose(ordinal, choice.target.value)}
              >
                <option value={paper}>Paper</option>
                {options.map(({ value, label, broker, product, obstacle }) => (
                  <option key={value} value={value} disabled={obstacle !== null}>
                    {label} ({broker}), {productNames[product]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        );
      })}
      <ul className="grid gap-1.5 text-xs" aria-label="Check-list of the accounts">
        {venues.accounts.map(({ accountId, label, obstacle }) => (
          <li key={accountId} className={obstacle === null ? "flex gap-1.5 text-muted" : "text-danger"}>
            {obstacle === null ? (
              <>
                <CircleCheck size={14} className="mt-px shrink-0 text-profit" aria-hidden="true" />
                {label}: logged in, its books agree with the broker's, and it may trade.
              </>
            ) : (
              `${label} cannot be chosen. ${obstacle}`
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
