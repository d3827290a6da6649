"use client";
import { useMutation } from "@tanstack/react-query";

export type DemoUser = "demo" | "second";

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
