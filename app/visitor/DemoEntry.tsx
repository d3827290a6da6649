"use client";
import { ArrowRight } from "lucide-react";
import { useEnterDemo } from "../session/use-enter-demo.ts";
import { useSignInOptions } from "../session/use-sign-in-options.ts";
import { Button } from "../ui/Button.tsx";

type DemoEntryProps = { readonly next?: string; readonly size?: "md" | "lg"; readonly stacked?: boolean };

/** The two demo accounts, one click each; absent where the installation has none. */
export function DemoEntry({ next = "/home", size = "lg", stacked = false }: DemoEntryProps) {
  const offered = useSignInOptions()?.demo ?? false;
  const enter = useEnterDemo(next);
  if (!offered) return null;
  const isEntering = enter.isPending || enter.isSuccess;
  return (
    <div className={stacked ? "grid gap-2" : "contents"}>
      <Button
        variant="primary"
        size={size}
        busy={isEntering && enter.variables === "demo"}
        disabled={isEntering}
        onClick={() => enter.mutate("demo")}
      >
        Enter as demo trader
        <ArrowRight size={16} aria-hidden="true" />
      </Button>
      <Button
        size={size}
        busy={isEntering && enter.variables === "second"}
        disabled={isEntering}
        onClick={() => enter.mutate("second")}
      >
        Enter as second trader
      </Button>
      {stacked ? (
        <p className="flex items-center gap-3 pt-1 text-faint text-xs before:h-px before:grow before:bg-border after:h-px after:grow after:bg-border">
          or with an account of your own
        </p>
      ) : null}
    </div>
  );
}
