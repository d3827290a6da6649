"use client";
import { BadgeCheck, Boxes, Users, Workflow } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import { disclosureNames } from "./disclosure-names.ts";

type ListingLine = ApiOutput["marketplace"]["list"]["items"][number];

export function ListingCard({ listing }: { readonly listing: ListingLine }) {
  const format = useFormat();
  const { figures } = listing;
  return (
    <article className="relative flex min-w-0 flex-col overflow-hidden rounded-lg border bg-surface shadow-card transition-colors hover:border-line">
      <div className="border-b bg-sunken/60 px-4 pt-3 pb-2">
        {figures && figures.curve.length > 1 ? (
          <>
            <Sparkline values={figures.curve} label={`Simulated equity of ${listing.title}`} className="h-16 w-full" />
            <p className="text-2xs text-faint">The platform's backtest, up to publishing</p>
          </>
        ) : (
          <p className="grid h-20 place-items-center text-balance text-center text-faint text-xs">
            {figures?.maxDrawdown == null
              ? "The platform's backtest is under way"
              : "Returns are not shown in your region"}
          </p>
        )}
      </div>
      <div className="flex grow flex-col gap-3 p-4">
        <header className="grid gap-0.5">
          <h2 className="line-clamp-3 font-semibold text-lg [overflow-wrap:anywhere]">
            <Link
              href={`/marketplace/${listing.id}`}
              className="rounded-sm after:absolute after:inset-0 after:rounded-lg"
            >
              {listing.title}
            </Link>
          </h2>
          <p className="flex flex-wrap items-center gap-x-1 text-muted text-xs">
            <span>{listing.publisher.name}</span>
            {listing.publisher.verified ? (
              <BadgeCheck size={13} aria-label="verified author" className="text-accent" />
            ) : null}
            <span>
              · {listing.version} · {format.ago(listing.createdAt)}
            </span>
          </p>
        </header>
        <dl className="grid grid-cols-3 gap-2">
          <Figure label="Drawdown" value={format.percent(figures?.maxDrawdown, 1)} />
          <Figure label="Worst day" value={format.percent(figures?.worstDay, 1)} />
          <Figure label="A year" value={format.percent(figures?.cagr, 1)} />
        </dl>
        <div className="grow">
          <p className="line-clamp-2 text-muted leading-6 [overflow-wrap:anywhere]">{listing.rationale}</p>
        </div>
        <ul className="flex flex-wrap gap-1.5" aria-label="Tags">
          {listing.curated ? (
            <li>
              <Badge tone="profit">Curated</Badge>
            </li>
          ) : null}
          <li>
            <Badge tone={listing.disclosure === "sealed" ? "warning" : "accent"}>
              {disclosureNames[listing.disclosure]}
            </Badge>
          </li>
          <li>
            <Badge>{listing.difficulty}</Badge>
          </li>
          {listing.tags.map((tag) => (
            <li key={tag}>
              <Badge>{tag}</Badge>
            </li>
          ))}
        </ul>
        <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
          <span className="inline-flex items-center gap-1">
            {listing.kind === "basket" ? (
              <Boxes size={13} aria-hidden="true" />
            ) : (
              <Workflow size={13} aria-hidden="true" />
            )}
            {listing.kind === "basket" ? `Basket of ${format.integer(listing.members.length)}` : "Strategy"}
          </span>
          <span className="inline-flex items-center gap-1">
            <Users size={13} aria-hidden="true" />
            {format.integer(listing.subscribers)} {listing.subscribers === 1 ? "subscriber" : "subscribers"}
          </span>
          <span>{format.integer(figures?.paperDays ?? 0)} days on paper</span>
        </footer>
      </div>
    </article>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-2xs text-faint">{label}</dt>
      <dd className="figure font-medium">{value}</dd>
    </div>
  );
}
