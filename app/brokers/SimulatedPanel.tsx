"use client";
import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { useAfterLink } from "./use-after-link.ts";

type Broker = ApiOutput["brokers"]["catalogue"][number];

/** The demo's way to see a real adapter at work: brokers of play money that speak the real protocols. */
export function SimulatedPanel({ brokers }: { readonly brokers: readonly Broker[] }) {
  const trpc = useTRPC();
  const afterLink = useAfterLink();
  const link = useMutation(
    trpc.brokers.linkSimulated.mutationOptions({
      onSuccess: afterLink,
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-2">
          Try it with play money <SyntheticBadge text="Simulated" />
        </span>
      }
      description="Simulated brokers speak the same protocols as the real ones: login, orders, updates, prices."
    >
      <div className="flex flex-wrap gap-2">
        {brokers
          .filter(({ environments }) => environments.includes("simulated"))
          .map(({ id, title }) => (
            <Button
              key={id}
              busy={link.isPending && link.variables.broker === id}
              disabled={link.isPending}
              onClick={() => link.mutate({ broker: id })}
            >
              <Link2 size={14} aria-hidden="true" />
              Link a simulated {title}
            </Button>
          ))}
      </div>
    </Panel>
  );
}
