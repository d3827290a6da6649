"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { LimitsFields } from "../subscriptions/LimitsFields.tsx";
import { draftOf, readDraft } from "../subscriptions/limits-draft.ts";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import type { ListingDetail } from "./ListingView.tsx";
import type { MemberAccount } from "./MemberVenues.tsx";

const MemberVenues = lazy(() => import("./MemberVenues.tsx").then((module) => ({ default: module.MemberVenues })));

const currency = "USD";

/** Returns the amount, or null where the text is no positive number. */
function readCapital(text: string): number | null {
  const amount = Number(text.replace(/[,\s]/g, ""));
  return text.trim() !== "" && Number.isFinite(amount) && amount > 0 ? amount : null;
}

/** What a subscription needs: money, limits, and where its orders go. Arrives when its dialog opens. */
export function SubscribeForm({ listing }: { readonly listing: ListingDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [text, setText] = useState("100000");
  const [accounts, setAccounts] = useState<readonly MemberAccount[]>([]);
  const [choosesVenues, setChoosesVenues] = useState(false);
  const [draft, setDraft] = useState(() => draftOf({}));
  const capital = readCapital(text);
  const isPaper = accounts.length === 0;
  const { limits, errors } = readDraft(draft);
  const subscribe = useMutation(
    trpc.subscriptions.create.mutationOptions({
      onSuccess: ({ subscriptionId }) => {
        void queryClient.invalidateQueries();
        router.push(`/subscriptions/${subscriptionId}`);
      },
    }),
  );
  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (capital !== null && limits !== null) {
      const mode = isPaper ? "paper" : "live";
      subscribe.mutate({ listingId: listing.id, capital, mode, accounts: [...accounts], settings: limits });
    }
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={isPaper ? `Paper capital, ${currency}` : `Capital, ${currency}`}
        error={capital === null ? "An amount above 0 is needed, such as 100000." : undefined}
        hint="Each member gets its share, and sizes its orders by it."
      >
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            value={text}
            onChange={(change) => setText(change.target.value)}
          />
        )}
      </Field>
      {capital === null ? null : (
        <dl className="grid gap-1.5 rounded-md border bg-sunken/60 px-3 py-2.5">
          {listing.members.map((member) => (
            <div key={member.ordinal} className="flex justify-between gap-4">
              <dt className="truncate text-muted">{member.name}</dt>
              <dd className="figure">{format.money(capital * member.weight, currency, 0)}</dd>
            </div>
          ))}
        </dl>
      )}
      <details className="rounded-md border px-3 py-2.5">
        <summary className="cursor-pointer font-medium text-sm">Limits of your own</summary>
        <p className="my-2 text-muted text-xs">
          They stand between the strategy and its orders, and can be changed later. Exits always pass.
        </p>
        <LimitsFields draft={draft} errors={errors} onChange={setDraft} />
      </details>
      <details
        className="rounded-md border px-3 py-2.5"
        onToggle={(change) => setChoosesVenues(change.currentTarget.open)}
      >
        <summary className="cursor-pointer font-medium text-sm">
          Where orders go: {isPaper ? "on paper" : `${accounts.length} of ${listing.members.length} to an account`}
        </summary>
        <div className="mt-2">
          {choosesVenues ? (
            <Suspense fallback={<SkeletonRows />}>
              <MemberVenues members={listing.members} accounts={accounts} onChange={setAccounts} />
            </Suspense>
          ) : null}
        </div>
      </details>
      <div className="grid gap-1.5 rounded-md border border-warning/40 bg-warning-soft px-3 py-2.5 text-sm">
        <SyntheticBadge />
        <p>
          {isPaper
            ? "It runs on paper in a computed market: no order leaves this installation, and no real money is involved."
            : "It follows a computed market; orders go to simulated accounts by the brokers' own protocols, and no real money is involved."}
        </p>
      </div>
      <Button
        type="submit"
        variant="primary"
        disabled={capital === null || limits === null}
        busy={subscribe.isPending || subscribe.isSuccess}
      >
        {isPaper ? "Subscribe and run on paper" : "Subscribe and run"}
      </Button>
    </form>
  );
}
