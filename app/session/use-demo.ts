"use client";
import { useMutation, useQuery } from "@tanstack/react-query";

export type DemoUser = "demo" | "second";

async function readOffer(): Promise<boolean> {
  const response = await fetch("/api/demo/enter");
  if (!response.ok) return false;
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "demo" in body && body.demo === true;
}

/** Returns whether this installation offers its demo accounts. */
export function useDemoOffer(): boolean {
  return useQuery({ queryKey: ["demo-offer"], queryFn: readOffer, staleTime: Number.POSITIVE_INFINITY }).data ?? false;
}

/** Signs in as a demo user and goes on with a full load, so that nothing of another account stays in memory. */
export function useEnterDemo(next: string) {
  return useMutation({
    mutationFn: async (as: DemoUser) => {
      const response = await fetch("/api/demo/enter", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ as }),
      });
      if (!response.ok) throw new Error("The demo could not be entered. Look at the server's log for the reason.");
    },
    onSuccess: () => window.location.assign(next),
  });
}
