"use client";
import { useQuery } from "@tanstack/react-query";
import { Link2Off } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { ForkButton } from "./ForkButton.tsx";
import { loadShared } from "./load-shared.ts";
import { PictureViewer } from "./PictureViewer.tsx";

/** What somebody sees who was given a link: the graph as a picture, its rules in words, and its knobs. */
export function SharedView({ token }: { readonly token: string }) {
  const { session } = useFormat();
  const shared = useQuery({ queryKey: ["shared", token], queryFn: () => loadShared(token), retry: false });
  return (
    <Page>
      <Loaded query={shared}>
        {(strategy) =>
          strategy === null ? (
            <>
              <PageHeader title="Shared strategy" />
              <Panel>
                <EmptyState icon={<Link2Off size={20} />} title="This link does not work">
                  It may be mistyped, expired or revoked. Ask for a new one.
                </EmptyState>
              </Panel>
            </>
          ) : (
            <>
              <PageHeader
                title={strategy.name}
                description={`Version ${strategy.versionNumber} of ${session(Date.parse(strategy.savedAt))}, shared by ${strategy.team}. Only to be read here.`}
                badges={
                  <>
                    <Badge>{strategy.timeframe}</Badge>
                    <Badge>{strategy.universe.join(", ") || "no instrument"}</Badge>
                    <Badge>{strategy.nodes} nodes</Badge>
                  </>
                }
                actions={strategy.access === "fork" ? <ForkButton token={token} /> : null}
              />
              {strategy.description === null ? null : (
                <p className="max-w-3xl text-muted leading-6">{strategy.description}</p>
              )}
              <PictureViewer token={token} name={strategy.name} {...strategy.picture} />
              <div className="grid gap-5 lg:grid-cols-[2fr_1fr]">
                <Panel title="In words">
                  {strategy.rules.length === 0 ? (
                    <p className="text-muted text-sm">This strategy has no order yet.</p>
                  ) : (
                    <ol className="grid list-decimal gap-2 pl-5 leading-6 marker:text-faint">
                      {strategy.rules.map((rule) => (
                        <li key={rule}>{rule}</li>
                      ))}
                    </ol>
                  )}
                </Panel>
                <Panel title="Knobs">
                  {strategy.knobs.length === 0 ? (
                    <p className="text-muted text-sm">None: every number is part of the strategy.</p>
                  ) : (
                    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
                      {strategy.knobs.map(({ label, value }) => (
                        <div key={label} className="contents">
                          <dt className="text-muted">{label}</dt>
                          <dd className="figure text-right">{String(value)}</dd>
                        </div>
                      ))}
                    </dl>
                  )}
                </Panel>
              </div>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
