"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ApiInput, type ApiOutput, useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { Select } from "../../ui/Select.tsx";

type Provider = ApiOutput["imports"]["providers"][number];
type Begun = { readonly onBegun: (importId: string) => void };

/** Has bars of a symbol fetched from a provider. */
export function ProviderForm({ onBegun }: Begun) {
  const trpc = useTRPC();
  const providers = useQuery(trpc.imports.providers.queryOptions());
  return <Loaded query={providers}>{(list) => <Choice providers={list} onBegun={onBegun} />}</Loaded>;
}

function Choice({ providers, onBegun }: Begun & { readonly providers: readonly Provider[] }) {
  const trpc = useTRPC();
  const [id, setId] = useState(providers[0]?.id ?? "");
  const [symbol, setSymbol] = useState("");
  const [timeframe, setTimeframe] = useState<ApiInput["imports"]["fromProvider"]["timeframe"]>("1d");
  const [from, setFrom] = useState("2020-01-01");
  const begin = useMutation(trpc.imports.fromProvider.mutationOptions({ onSuccess: (begun) => onBegun(begun.id) }));
  const provider = providers.find((one) => one.id === id);
  if (provider === undefined) return null;
  const reach = provider.timeframes.find((one) => one.timeframe === timeframe)?.days ?? null;
  const submit = (form: FormEvent) => {
    form.preventDefault();
    begin.mutate({ provider: id, symbol, timeframe, from });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Provider" hint={provider.terms}>
        {(control) => (
          <Select {...control} value={id} onChange={(event) => setId(event.target.value)}>
            {providers.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Symbol">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={40}
              placeholder={provider.example}
              value={symbol}
              onChange={(event) => setSymbol(event.target.value)}
            />
          )}
        </Field>
        <Field label="Bars of">
          {(control) => (
            <Select
              {...control}
              value={timeframe}
              onChange={(event) => setTimeframe(event.target.value as typeof timeframe)}
            >
              {provider.timeframes.map((one) => (
                <option key={one.timeframe} value={one.timeframe}>
                  {one.timeframe}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field
        label="From"
        hint={reach === null ? undefined : `Reaches ${reach} days back in this timeframe.`}
        error={begin.isError ? errorText(begin.error) : undefined}
      >
        {(control) => (
          <Input {...control} type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={begin.isPending || begin.isSuccess} className="justify-self-start">
        <Download size={15} aria-hidden="true" />
        Fetch
      </Button>
    </form>
  );
}
