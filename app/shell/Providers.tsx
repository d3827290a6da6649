"use client";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { DisplayPreferences } from "../format/display-preferences.ts";
import { FormatProvider } from "../format/FormatProvider.tsx";
import { ApiProvider } from "../trpc/ApiProvider.tsx";

const Toasts = dynamic(() => import("./Toasts.tsx").then((module) => module.Toasts), { ssr: false });

type ProvidersProps = { readonly preferences: DisplayPreferences; readonly children: ReactNode };

export function Providers({ preferences, children }: ProvidersProps) {
  return (
    <FormatProvider initial={preferences}>
      <ApiProvider>
        {children}
        <Toasts />
      </ApiProvider>
    </FormatProvider>
  );
}
