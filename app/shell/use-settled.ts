"use client";
import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** A page that has asked for nothing more for this long has what it shows. */
const quietMilliseconds = 400;

/** Tells, from then on, that the page has what it asked for: what may be wanted next can be fetched now. */
export function useSettled(): boolean {
  const fetching = useIsFetching();
  const [settled, setSettled] = useState(false);
  // External system: the clock.
  useEffect(() => {
    if (settled || fetching > 0) return undefined;
    const timer = setTimeout(() => setSettled(true), quietMilliseconds);
    return () => clearTimeout(timer);
  }, [fetching, settled]);
  return settled;
}
