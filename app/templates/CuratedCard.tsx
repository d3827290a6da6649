"use client";
import { ArrowRight, FlaskConical } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { disclosureNames } from "../marketplace/disclosure-names.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import { GalleryCard, instrumentWords } from "./GalleryCard.tsx";
import type { CuratedListing } from "./gallery-filter.ts";
import { isCopyable, useBacktestListing, useOpenListing } from "./use-try-listing.ts";

/** A listing that the administrators have chosen. What cannot be copied is looked at where it is published. */
export function CuratedCard({ listing }: { readonly listing: CuratedListing }) {
  const open = useOpenListing();
  const backtest = useBacktestListing();
  const isOpening = open.isPending || open.isSuccess;
  const isTesting = backtest.isPending || backtest.isSuccess;
  const { id, kind, members, disclosure } = listing;
  const what = kind === "basket" ? `basket of ${members.length}` : "strategy";
  return (
    <GalleryCard
      id={id}
      title={
        <Link href={`/marketplace/${id}`} className="rounded-sm hover:text-accent">
          {listing.title}
        </Link>
      }
      summary={listing.rationale}
      preview={<ListingCurve listing={listing} />}
      mark={
        <>
          <li>
            <Badge tone="profit">Curated</Badge>
          </li>
          <li>
            <Badge tone={disclosure === "sealed" ? "warning" : "neutral"}>{disclosureNames[disclosure]}</Badge>
          </li>
        </>
      }
      difficulty={listing.difficulty}
      facts={[
        what,
        ...(listing.timeframe === "" ? [] : [`${listing.timeframe} bars`]),
        instrumentWords(listing.symbols),
      ]}
      tags={listing.tags}
      actions={
        <>
          {isCopyable(listing) ? (
            <Button
              className="grow"
              variant="primary"
              aria-describedby={`template-${id}`}
              disabled={isTesting}
              busy={isOpening}
              onClick={() => open.mutate(listing)}
            >
              Open in canvas
              <ArrowRight size={15} aria-hidden="true" />
            </Button>
          ) : (
            <Button asChild className="grow" variant="primary" aria-describedby={`template-${id}`}>
              <Link href={`/marketplace/${id}`}>
                See the listing
                <ArrowRight size={15} aria-hidden="true" />
              </Link>
            </Button>
          )}
          <Button
            aria-describedby={`template-${id}`}
            disabled={isOpening}
            busy={isTesting}
            onClick={() => backtest.mutate(listing)}
          >
            <FlaskConical size={15} aria-hidden="true" />
            Backtest
          </Button>
        </>
      }
    />
  );
}

function ListingCurve({ listing }: { readonly listing: CuratedListing }) {
  const format = useFormat();
  const { figures, title } = listing;
  if (figures === null || figures.curve.length < 2) {
    const isHidden = figures !== null && figures.maxDrawdown !== null;
    return (
      <p className="grid h-24 place-items-center text-balance text-center text-faint text-xs">
        {isHidden ? "Returns are not shown in your region" : "The platform's backtest is under way"}
      </p>
    );
  }
  return (
    <div className="grid gap-1">
      <Sparkline
        values={figures.curve}
        label={`Equity of ${title}, in the platform's backtest`}
        className="h-19 w-full"
      />
      <p className="flex items-baseline justify-between gap-2 text-2xs text-faint">
        <span className="truncate">The platform's backtest, up to publishing</span>
        <Delta value={figures.totalReturn}>{format.percent(figures.totalReturn, 1)}</Delta>
      </p>
    </div>
  );
}
