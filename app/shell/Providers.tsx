"use client";
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import type { DisplayPreferences } from "../format/display-preferences.ts";
import { FormatProvider } from "../format/FormatProvider.tsx";
import { ApiProvider } from "../trpc/ApiProvider.tsx";
import { Toasts } from "./Toasts.tsx";

type ProvidersProps = { readonly preferences: DisplayPreferences; readonly children: ReactNode };

export function Providers({ preferences, children }: ProvidersProps) {
  return (
    <FormatProvider initial={preferences}>
      <ApiProvider>
        <Tooltip.Provider delayDuration={300} skipDelayDuration={200}>
          {children}
          <Toasts />
        </Tooltip.Provider>
      </ApiProvider>
    </FormatProvider>
  );
}
