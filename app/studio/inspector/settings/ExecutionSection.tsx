"use client";
import type { ExecutionSettings } from "@/graph-runtime/graph/settings.ts";
import { type BrokerRules, RULED_BROKERS } from "@/graph-runtime/market/broker-rules.ts";
import { FILLING, SIZING } from "./account-settings.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { changeNumber } from "./change-number.ts";
import { NumberSettings } from "./NumberSettings.tsx";
import type { SectionProps } from "./section-props.ts";

/** When and how orders fill, and how large they are. */
export function ExecutionSection({ settings, set }: SectionProps) {
  const { execution, currency } = settings;
  const choose = (change: Partial<ExecutionSettings>): void => set({ execution: { ...execution, ...change } });
  const numbers = (of: typeof FILLING) => (
    <NumberSettings
      of={of}
      values={execution}
      currency={currency}
      onChange={(key, value) => set({ execution: changeNumber(execution, key, value) })}
    />
  );
  return (
    <section aria-label="Execution" className="grid gap-3 border-t pt-4">
      <h3 className="font-medium text-xs">How orders fill</h3>
      <ChoiceField
        label="Market orders fill"
        testId="setting-fill"
        value={execution.fill}
        choices={FILLS}
        hint={
          execution.fill === "next-open"
            ? undefined
            : "Optimistic: a live order cannot reach the price that decided it."
        }
        onChange={(fill) => choose({ fill })}
      />
      <ChoiceField
        label="Path inside a bar"
        testId="setting-intrabar"
        value={execution.intrabar}
        choices={PATHS}
        hint={PATH_HINTS[execution.intrabar] ?? "Decides which comes first when stop and target lie in one bar."}
        onChange={(intrabar) => choose({ intrabar })}
      />
      {numbers(FILLING)}
      <ChoiceField
        label="A size in percent of equity is worked out"
        testId="setting-size-at"
        value={execution.sizeAt}
        choices={SIZES_AT}
        onChange={(sizeAt) => choose({ sizeAt })}
      />
      {numbers(SIZING)}
      <ChoiceField
        label="An order beyond the buying power"
        testId="setting-beyond"
        value={execution.beyondBuyingPower}
        choices={BEYOND}
        onChange={(beyondBuyingPower) => choose({ beyondBuyingPower })}
      />
      <ChoiceField
        label="Orders must keep the rules of"
        testId="setting-broker"
        value={execution.broker ?? "none"}
        choices={BROKERS}
        hint="What that broker would refuse is denied with the reason: kinds of orders, how long they last, short sales, fractions."
        onChange={(broker) => set({ execution: withBroker(execution, broker) })}
      />
    </section>
  );
}

function withBroker({ broker: _, ...rest }: ExecutionSettings, broker: BrokerRules | "none"): ExecutionSettings {
  return broker === "none" ? rest : { ...rest, broker };
}

const BROKERS: Readonly<Record<BrokerRules | "none", string>> = {
  none: "No broker: every kind of order is taken",
  alpaca: RULED_BROKERS.alpaca.title,
  zerodha: RULED_BROKERS.zerodha.title,
  "zerodha-intraday": RULED_BROKERS["zerodha-intraday"].title,
};

const FILLS: Readonly<Record<ExecutionSettings["fill"], string>> = {
  "next-open": "At the next bar's open",
  "next-close": "At the next bar's close",
  "same-close": "At the deciding bar's close",
};

const PATHS: Readonly<Record<ExecutionSettings["intrabar"], string>> = {
  pessimistic: "The worse one first",
  "nearest-extreme": "Nearest extreme first",
  ohlc: "High before low",
  olhc: "Low before high",
  magnifier: "Finer bars, else the worse one",
};

const PATH_HINTS: Readonly<Partial<Record<ExecutionSettings["intrabar"], string>>> = {
  magnifier: "Finer bars are given to a run on the command line; here the worse one comes first.",
};

const SIZES_AT: Readonly<Record<ExecutionSettings["sizeAt"], string>> = {
  decision: "At the close that decides",
  fill: "At the fill",
};

const BEYOND: Readonly<Record<ExecutionSettings["beyondBuyingPower"], string>> = {
  deny: "Is denied, with the reason",
  shrink: "Shrinks to what fits",
};
