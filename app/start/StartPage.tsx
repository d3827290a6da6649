"use client";
import { ArrowRight, LayoutTemplate, SquareDashed } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { Page } from "../shell/Page.tsx";
import { useCreateStrategy } from "../templates/use-create-strategy.ts";
import { Button } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

// The reader brings the registry of all kinds with it.
const SentenceStart = dynamic(() => import("./SentenceStart.tsx").then((module) => module.SentenceStart), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
});

const blank = { format: "quantloom.graph/1", name: "New strategy", universe: ["SP500"] } as const;

/** The three ways to begin: from a sentence, from a template, from blank. */
export function StartPage() {
  const create = useCreateStrategy();
  return (
    <Page narrow>
      <PageHeader
        title="New strategy"
        description="Say it in a sentence, take a finished one, or start from blank. You can change everything afterwards."
        trail={[{ href: "/strategies", label: "Strategies" }]}
      />
      <Panel
        title="From a sentence"
        description="Read by fixed rules in this browser: the same words always give the same strategy."
      >
        <SentenceStart />
      </Panel>
      <div className="grid gap-5 sm:grid-cols-2">
        <Way
          icon={<LayoutTemplate size={18} aria-hidden="true" />}
          title="From a template"
          action={
            <Button asChild>
              <Link href="/templates">
                Browse templates
                <ArrowRight size={15} aria-hidden="true" />
              </Link>
            </Button>
          }
        >
          Complete strategies with their curves. Open one, turn its knobs, run it.
        </Way>
        <Way
          icon={<SquareDashed size={18} aria-hidden="true" />}
          title="From blank"
          action={
            <Button
              busy={create.isPending || create.isSuccess}
              onClick={() => create.mutate({ document: { ...blank, universe: [...blank.universe] } })}
            >
              Open a blank canvas
              <ArrowRight size={15} aria-hidden="true" />
            </Button>
          }
        >
          An empty canvas with three steps to the first rule: bars, a condition, an order.
        </Way>
      </div>
    </Page>
  );
}

type WayProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
};

function Way({ icon, title, action, children }: WayProps) {
  return (
    <Panel>
      <div className="flex h-full flex-col items-start gap-3">
        <h2 className="flex items-center gap-2 font-semibold text-base">
          <span className="text-accent">{icon}</span>
          {title}
        </h2>
        <p className="grow text-muted text-sm">{children}</p>
        {action}
      </div>
    </Panel>
  );
}
