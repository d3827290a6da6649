import { Check, Minus, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { StaticAddressNotice } from "./StaticAddressNotice.tsx";

type Broker = ApiOutput["brokers"]["catalogue"][number];
type Support = Broker["capabilities"][number]["support"];

const looks: Record<Support, { readonly tone: Tone; readonly icon: ReactNode; readonly text: string }> = {
  native: { tone: "profit", icon: <Check size={11} aria-hidden="true" />, text: "Native" },
  emulated: { tone: "info", icon: <Wrench size={11} aria-hidden="true" />, text: "Emulated by us" },
  none: { tone: "neutral", icon: <Minus size={11} aria-hidden="true" />, text: "Not possible" },
};

/** What can be done at which broker: read from the same description by which orders are made to fit. */
export function CapabilityPanel({ brokers }: { readonly brokers: readonly Broker[] }) {
  const labels = brokers[0]?.capabilities.map(({ label }) => label) ?? [];
  return (
    <Panel
      title="What each broker can do"
      description="Native: the broker does it. Emulated: we do it with the broker's means. Not possible: an order that needs it is refused before it is sent."
      flush
    >
      <Table label="What each broker can do">
        <thead>
          <tr>
            <HeadCell>Capability</HeadCell>
            {brokers.map(({ id, title, country }) => (
              <HeadCell key={id}>
                <span className="text-text">{title}</span> <span className="hidden sm:inline">{country}</span>
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => (
            <tr key={label}>
              <Cell className="py-1.5">{label}</Cell>
              {brokers.map(({ id, capabilities }) => {
                const row = capabilities.find((one) => one.label === label);
                return <Cell key={id}>{row ? <SupportNote row={row} /> : null}</Cell>;
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      {brokers.some(({ needsStaticAddress }) => needsStaticAddress) ? (
        <div className="border-t p-4">
          <StaticAddressNotice />
        </div>
      ) : null}
    </Panel>
  );
}

function SupportNote({ row: { support, note } }: { readonly row: Broker["capabilities"][number] }) {
  const { tone, icon, text } = looks[support];
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-1">
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
      {note ? <span className="text-faint text-xs">{note}</span> : null}
    </span>
  );
}
