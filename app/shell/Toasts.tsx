"use client";
import { useEffect } from "react";
import { Toaster } from "sonner";
import { useTheme } from "../theme/use-theme.ts";
import { toastHost } from "../ui/toast-host.ts";

export function Toasts() {
  const { resolved } = useTheme();
  // External system: whoever waits to show something. The toaster's own effects have run by then.
  useEffect(toastHost.arrived, []);
  return (
    <Toaster
      theme={resolved}
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        style: {
          background: "var(--color-raised)",
          borderColor: "var(--color-border)",
          color: "var(--color-text)",
          fontFamily: "var(--font-sans)",
          fontSize: "var(--text-sm)",
        },
      }}
    />
  );
}
