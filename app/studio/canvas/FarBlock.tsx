"use client";
import type { Family } from "@/graph-runtime/nodes/family.ts";
import { FamilyIcon } from "./FamilyIcon.tsx";

/** A node seen from afar: its family's colour and icon, and its name, which the style draws from the title while it can be read. */
export function FarBlock({ title, family }: { readonly title: string; readonly family: Family | null }) {
  return (
    <div className="graph-node-block" role="img" aria-label={title} title={title}>
      <FamilyIcon family={family} size={44} />
    </div>
  );
}
