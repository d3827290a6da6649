"use client";
import { Toaster } from "sonner";
import { useTheme } from "../theme/use-theme.ts";

export function Toasts() {
  const { resolved } = useTheme();
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
