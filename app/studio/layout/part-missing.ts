"use client";
import { useEffect } from "react";
import { toast } from "@/app/ui/toast.ts";

/** In the place of a part of the page whose code did not come: the page goes on, and says why nothing is there. */
function PartMissing(): null {
  // External system: the toast.
  useEffect(() => {
    toast.error("This part of the page could not be loaded", {
      id: "part-missing",
      description: "Reload the page when the network is back. Your edits are kept.",
    });
  }, []);
  return null;
}

/** For parts that load on demand: without a network they are left out, instead of taking the whole editor with them. */
export const orMissing = () => PartMissing;
