"use client";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { toastHost } from "../ui/toast-host.ts";

const Toasts = lazy(() => import("./Toasts.tsx").then((module) => ({ default: module.Toasts })));

/** The place of the toasts: empty until something is to be said. */
export function ToastsOnDemand() {
  const isWanted = useSyncExternalStore(toastHost.subscribe, toastHost.isWanted, () => false);
  return isWanted ? (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  ) : null;
}
