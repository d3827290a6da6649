"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { type MarketDraft, MarketFields, readSymbols } from "./MarketFields.tsx";
import { MoneyNote } from "./MoneyNote.tsx";
import { ScheduleFields } from "./schedule/ScheduleFields.tsx";
import { type ScheduleDraft, scheduleErrors, scheduleOf } from "./schedule/schedule-draft.ts";

type Venues = ApiOutput["runs"]["venues"];
type Strategies = ApiOutput["strategies"]["list"];
type Product = NonNullable<ApiInput["runs"]["start"]["account"]>["product"];

const paper = "paper";
const productNames: Readonly<Record<Product, string>> = {
  intraday: "Within the day",
  delivery: "Delivery",
  carry: "Carried overnight",
};

export function StartRunForm() {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  const venues = useQuery(trpc.runs.venues.queryOptions());
  return (
    <Loaded query={strategies}>
      {(list) => <Loaded query={venues}>{(places) => <Form strategies={list} venues={places} />}</Loaded>}
    </Loaded>
  );
}

/** Returns the amount, or null where the text is none. */
function readCapital(text: string): number | null {
  const amount = Number(text.replace(/[,\s]/g, ""));
  return text.trim() !== "" && Number.isFinite(amount) && amount >= 100 ? amount : null;
}

function Form({ strategies, venues }: { readonly strategies: Strategies; readonly venues: Venues }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [strategyId, setStrategyId] = useState(strategies[0]?.id ?? "");
  const [market, setMarket] = useState<MarketDraft>(() => {
    return { accountId: null, symbol: venues.symbols[0] ?? "", timeframe: "1m" };
  });
  const [venue, setVenue] = useState(paper);
  const [product, setProduct] = useState<Product | null>(null);
  const [text, setText] = useState("100000");
  const [hours, setHours] = useState<ScheduleDraft | null>(null);
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: ({ runId }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        router.push(`/runs/${runId}`);
      },
    }),
  );
  if (strategies.length === 0)
    return (
      <p className="text-muted">
        There is no strategy yet.{" "}
        <Link href="/templates" className="text-accent underline">
          Begin with a template
        </Link>
        .
      </p>
    );
  const capital = readCapital(text);
  const account = venues.accounts.find(({ accountId }) => accountId === venue) ?? null;
  const source = venues.accounts.find(({ accountId }) => accountId === market.accountId) ?? null;
  const obstacle = source === null ? account?.obstacle : source.ownObstacle;
  // orders on an account's prices go to that account, or nowhere
  const places = source === null ? venues.accounts : [source];
  const [symbol = "", ...further] = readSymbols(market.symbol);
  const products = account?.products ?? [];
  const wanted = products.find((one) => one === product) ?? products.find((one) => one === "intraday") ?? products[0];
  const hasHours = hours === null || Object.keys(scheduleErrors(hours)).length === 0;
  const isComplete = capital !== null && symbol !== "" && hasHours;
  const isReady = isComplete && (obstacle ?? null) === null;
  const send = (isDraft: boolean) => {
    if (capital === null) return;
    const to = account === null || wanted === undefined ? null : { id: account.accountId, product: wanted };
    const schedule = hours === null ? null : scheduleOf(hours);
    const { timeframe } = market;
    const prices = source === null ? null : { accountId: source.accountId, timeframe, further };
    start.mutate({ strategyId, symbol, capital, account: to, prices, schedule, isDraft });
  };
  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (isReady) send(false);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Strategy">
        {(control) => (
          <Select {...control} value={strategyId} onChange={(choice) => setStrategyId(choice.target.value)}>
            {strategies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <MarketFields
        venues={venues}
        draft={market}
        onChange={(next) => {
          setMarket(next);
          if (next.accountId !== market.accountId) setVenue(next.accountId ?? paper);
        }}
      />
      <Field label="Capital" error={capital === null ? "100 or more, such as 100000." : undefined}>
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            value={text}
            onChange={(typed) => setText(typed.target.value)}
          />
        )}
      </Field>
      <Field
        label="Orders go to"
        error={source === null ? (account?.obstacle ?? undefined) : undefined}
        hint={
          account === null
            ? "On paper nothing leaves this installation."
            : `Every order goes through ${account.broker}'s own protocol.`
        }
      >
        {(control) => (
          <Select {...control} value={venue} onChange={(choice) => setVenue(choice.target.value)}>
            <option value={paper}>Paper</option>
            {places.map(({ accountId, label, broker }) => (
              <option key={accountId} value={accountId}>
                {label} ({broker})
              </option>
            ))}
          </Select>
        )}
      </Field>
      {products.length > 1 ? (
        <Field label="Product">
          {(control) => (
            <Select
              {...control}
              value={wanted}
              onChange={(choice) => setProduct(products.find((one) => one === choice.target.value) ?? null)}
            >
              {products.map((one) => (
                <option key={one} value={one}>
                  {productNames[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <ScheduleFields draft={hours} onChange={setHours} />
      <MoneyNote environment={account?.environment ?? null} prices={source?.environment ?? null} />
      {start.isError ? (
        <p role="alert" className="text-danger text-sm">
          {errorText(start.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2 *:flex-1">
        <Button
          disabled={!isReady}
          busy={start.isPending && start.variables.isDraft === true}
          onClick={() => send(true)}
        >
          Save as a draft
        </Button>
        <Button
          type="submit"
          variant="primary"
          disabled={!isReady}
          busy={(start.isPending || start.isSuccess) && start.variables?.isDraft !== true}
        >
          {account === null ? "Start on paper" : `Start on ${account.label}`}
        </Button>
      </div>
    </form>
  );
}
