"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { BrokerOrders } from "./BrokerOrders.tsx";
import { BrokerPositions } from "./BrokerPositions.tsx";

type State = ApiOutput["brokers"]["state"];

const refreshMilliseconds = 5_000;

/** Funds, positions and orders, asked of the broker every few seconds while the page is looked at. */
export function AccountState({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const state = useQuery(
    trpc.brokers.state.queryOptions(
      { id },
      { refetchInterval: ({ state: { error } }) => (error ? false : refreshMilliseconds), retry: false },
    ),
  );
  return (
    <Loaded query={state}>
      {(data) => (
        <div className="grid grid-cols-1 gap-4">
          <Funds state={data} />
          <Tabs
            label="What the broker shows"
            tabs={[
              {
                id: "positions",
                label: `Positions (${data.positions.length + data.holdings.length})`,
                content: <BrokerPositions state={data} />,
              },
              { id: "orders", label: `Orders today (${data.orders.length})`, content: <BrokerOrders state={data} /> },
            ]}
          />
        </div>
      )}
    </Loaded>
  );
}

function Funds({ state: { funds, at } }: { readonly state: State }) {
  const format = useFormat();
  const figures = [
    ["Available", funds.available],
    ["Bound", funds.used],
    ["Cash", funds.cash],
  ] as const;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <dl className="flex flex-wrap items-end gap-x-8 gap-y-3">
        {figures.map(([label, value]) => (
          <div key={label} className="grid gap-0.5">
            <dt className="text-faint text-xs">{label}</dt>
            <dd className="figure font-semibold text-base">{format.money(Number(value), funds.currency)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-faint text-xs">as of {format.clock(at)}</p>
    </div>
  );
}
