"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notify } from "../ui/notify.ts";
import { Select } from "../ui/Select.tsx";

type Account = ApiOutput["brokers"]["accounts"][number];
type Limits = ApiInput["brokers"]["setLimits"]["limits"];
type Zone = NonNullable<Limits["tradingWindow"]>["zone"];

const numbers = [
  ["maxOrderValue", "Value of an order"],
  ["maxOrderQuantity", "Units of an order"],
  ["maxPositionValue", "Value of a position"],
  ["maxExposure", "Value of all positions"],
  ["maxMargin", "Margin in use"],
  ["maxDailyLoss", "Loss of a day"],
  ["maxDrawdown", "Loss from the best"],
  ["maxOrdersPerMinute", "Entries a minute"],
  ["priceCollarPercent", "Limit price from last, %"],
] as const;
type NumberKey = (typeof numbers)[number][0];
const zones: readonly Zone[] = ["Asia/Kolkata", "America/New_York", "UTC"];

function readNumber(text: string): number | null | undefined {
  if (text.trim() === "") return undefined;
  const value = Number(text.replace(/[,\s]/g, ""));
  return Number.isFinite(value) && value > 0 ? value : null;
}

export function LimitsForm({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { limits } = account;
  const [texts, setTexts] = useState<Readonly<Partial<Record<NumberKey, string>>>>(
    Object.fromEntries(numbers.map(([key]) => [key, limits[key]?.toString() ?? ""])),
  );
  const [symbols, setSymbols] = useState(limits.restrictedSymbols?.join(", ") ?? "");
  const [from, setFrom] = useState(limits.tradingWindow?.from ?? "");
  const [to, setTo] = useState(limits.tradingWindow?.to ?? "");
  const [zone, setZone] = useState<Zone>(limits.tradingWindow?.zone ?? account.zone);
  const save = useMutation(
    trpc.brokers.setLimits.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.brokers.accounts.queryKey() });
        notify("The limits hold from the next entry on.");
        onDone();
      },
    }),
  );
  const values = numbers.map(([key]) => [key, readNumber(texts[key] ?? "")] as const);
  const isWrong = values.some(([, value]) => value === null) || (from === "") !== (to === "");
  const submit = (form: FormEvent) => {
    form.preventDefault();
    const given = Object.fromEntries(values.filter(([, value]) => typeof value === "number"));
    const listed = symbols
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    const restricted = listed.length === 0 ? {} : { restrictedSymbols: listed };
    const window = from === "" || to === "" ? {} : { tradingWindow: { from, to, zone } };
    save.mutate({ id: account.id, limits: { ...given, ...restricted, ...window } });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        {values.map(([key, value]) => (
          <Field
            key={key}
            label={numbers.find(([one]) => one === key)?.[1]}
            error={value === null ? "A number above 0, or nothing." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                placeholder="no limit"
                value={texts[key] ?? ""}
                onChange={(typed) => setTexts({ ...texts, [key]: typed.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label="Symbols that are never entered" hint="Separated by commas.">
        {(control) => <Input {...control} value={symbols} onChange={(typed) => setSymbols(typed.target.value)} />}
      </Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Entries from">
          {(control) => (
            <Input {...control} type="time" value={from} onChange={(typed) => setFrom(typed.target.value)} />
          )}
        </Field>
        <Field label="until">
          {(control) => <Input {...control} type="time" value={to} onChange={(typed) => setTo(typed.target.value)} />}
        </Field>
        <Field label="Clock of" className="col-span-2 sm:col-span-1">
          {(control) => (
            <Select
              {...control}
              value={zone}
              onChange={(choice) => setZone(zones.find((one) => one === choice.target.value) ?? "UTC")}
            >
              {zones.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {save.isError ? (
        <p role="alert" className="text-danger text-sm">
          {errorText(save.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" disabled={isWrong} busy={save.isPending}>
        Save the limits
      </Button>
    </form>
  );
}
