"use client";
import { Radio } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import type { ListingDetail } from "./ListingView.tsx";

const SubscribeForm = lazy(() => import("./SubscribeForm.tsx").then((module) => ({ default: module.SubscribeForm })));

export function SubscribeDialog({ listing }: { readonly listing: ListingDetail }) {
  return (
    <Dialog
      title={`Subscribe to ${listing.title}`}
      description={`Version ${listing.version}. Its author can publish changes, but never push them into your runs.`}
      trigger={
        <Button variant="primary">
          <Radio size={15} aria-hidden="true" />
          Subscribe
        </Button>
      }
    >
      <Suspense fallback={<SkeletonRows />}>
        <SubscribeForm listing={listing} />
      </Suspense>
    </Dialog>
  );
}
