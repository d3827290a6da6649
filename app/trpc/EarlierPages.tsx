"use client";
import { Button } from "../ui/Button.tsx";

type EarlierPagesProps = {
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
};

/** The button under a list that has more pages. */
export function EarlierPages({ pages }: EarlierPagesProps) {
  if (!pages.hasNextPage) return null;
  return (
    <div className="grid place-items-center border-t py-3">
      <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        Show earlier ones
      </Button>
    </div>
  );
}
