"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChartLine, Link2, Rows3 } from "lucide-react";
import { useState } from "react";
import { LinkLifetime, usualLifetime } from "../../sharing/LinkLifetime.tsx";
import { LinkList } from "../../sharing/LinkList.tsx";
import { MadeLink } from "../../sharing/MadeLink.tsx";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";

const shown = (withTrades: boolean): string => (withTrades ? "figures and trades" : "figures");

/** Links that show this result to whoever has them: made, listed and revoked. */
export function ShareResult({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const links = useQuery({ ...trpc.backtests.links.queryOptions({ id }), staleTime: 0 });
  const [withTrades, setWithTrades] = useState(false);
  const [expiresInDays, setExpiresInDays] = useState(usualLifetime);
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.backtests.links.queryKey({ id }) });
  const create = useMutation(trpc.backtests.share.mutationOptions({ meta: { quiet: true }, onSuccess }));
  const revoke = useMutation(trpc.backtests.unshare.mutationOptions({ onSuccess }));
  return (
    <Dialog
      open
      wide
      title="Share this result"
      description="A link shows the figures and curves of this one result to whoever has it: no graph, no parameters, no reasons, no notes, and no other result."
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="grid gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <div className="grid gap-1">
            <span className="font-medium text-xs">Who has the link sees</span>
            <SegmentedControl
              label="Who has the link sees"
              value={withTrades ? "trades" : "figures"}
              onChange={(value) => setWithTrades(value === "trades")}
              options={[
                { value: "figures", label: "Figures" },
                { value: "trades", label: "Figures and trades" },
              ]}
            />
          </div>
          <LinkLifetime days={expiresInDays} onChange={setExpiresInDays} />
          <Button
            variant="primary"
            busy={create.isPending}
            data-testid="create-share"
            onClick={() => create.mutate({ id, withTrades, expiresInDays })}
          >
            <Link2 size={15} aria-hidden="true" />
            Create link
          </Button>
        </div>
        {create.isError ? (
          <p role="alert" className="text-danger text-sm">
            {errorText(create.error)}
          </p>
        ) : null}
        {create.data === undefined ? null : (
          <MadeLink address={`${window.location.origin}/shared/results/${create.data.token}`} />
        )}
        <LinkList
          links={links.data ?? []}
          empty="No link shows this result."
          icon={(link) =>
            link.withTrades ? <Rows3 size={15} aria-hidden="true" /> : <ChartLine size={15} aria-hidden="true" />
          }
          name={(link) => `Shows ${shown(link.withTrades)}`}
          busy={revoke.isPending}
          onRevoke={(link) => revoke.mutate({ linkId: link.id })}
        />
      </div>
    </Dialog>
  );
}
