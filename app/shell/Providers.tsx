"use client";
import type { ReactNode } from "react";
import type { DisplayPreferences } from "../format/display-preferences.ts";
import { FormatProvider } from "../format/FormatProvider.tsx";
import { ApiProvider } from "../trpc/ApiProvider.tsx";
import { ToastsOnDemand } from "./ToastsOnDemand.tsx";

type ProvidersProps = { readonly preferences: DisplayPreferences; readonly children: ReactNode };

export function Providers({ preferences, children }: ProvidersProps) {
  return (
    <FormatProvider initial={preferences}>
      <ApiProvider>
        {children}
        <ToastsOnDemand />
      </ApiProvider>
    </FormatProvider>
  );
}
