"use client";
import { type RefObject, useEffect, useRef } from "react";

/** Calls back once the element first comes near the visible part of the page. `onSeen` must keep its identity. */
export function useSeen<Target extends Element>(onSeen: () => void): RefObject<Target | null> {
  const target = useRef<Target>(null);
  // External system: the browser's layout.
  useEffect(() => {
    if (!target.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        onSeen();
      },
      { rootMargin: "240px" },
    );
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [onSeen]);
  return target;
}
