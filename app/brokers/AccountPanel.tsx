"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarCheck, LogIn, Unlink } from "lucide-react";
import Link from "next/link";
import { KillButton } from "../runs/KillButton.tsx";
import { useMay } from "../session/use-may.ts";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { buttonClasses } from "../ui/button-classes.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { AccountState } from "./AccountState.tsx";
import { environmentName } from "./environment-name.ts";
import { HaltedNotice } from "./HaltedNotice.tsx";
import { LimitsDialog } from "./LimitsDialog.tsx";
import { SessionBadge } from "./SessionBadge.tsx";

type Account = ApiOutput["brokers"]["accounts"][number];
type Broker = ApiOutput["brokers"]["catalogue"][number];

export function AccountPanel({ account, broker }: { readonly account: Account; readonly broker: Broker }) {
  const mayConnect = useMay("broker.connect");
  const mayUnlink = useMay("broker.manage");
  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-2">
          {account.label}
          <Badge tone={account.environment === "live" ? "accent" : "warning"}>
            {environmentName(account.environment)}
          </Badge>
          <SessionBadge session={account.session} />
        </span>
      }
      description={`${broker.title}${account.session ? ` · ${account.session.user}` : ""}`}
      actions={
        <>
          <Link href={`/brokers/${account.id}`} className={buttonClasses("ghost", "sm")}>
            <CalendarCheck size={14} aria-hidden="true" />
            Days
          </Link>
          {mayConnect && broker.hasLoginPage ? (
            <ConnectButton id={account.id} isConnected={account.session !== null} />
          ) : null}
          {mayUnlink ? <LimitsDialog account={account} /> : null}
          {mayConnect && account.haltedAt === null ? <KillButton scope="account" id={account.id} /> : null}
          {mayUnlink ? <UnlinkButton account={account} /> : null}
        </>
      }
    >
      {account.haltedAt === null ? null : <HaltedNotice id={account.id} haltedAt={account.haltedAt} />}
      {account.review === null ? null : (
        <p role="alert" className="mb-4 rounded-md border border-danger/30 bg-danger-soft p-3 text-sm">
          <strong className="font-semibold">Its books do not agree; nothing is entered until they do.</strong>{" "}
          {account.review}
        </p>
      )}
      {account.session === null ? (
        <p className="text-muted text-sm">
          {broker.hasLoginPage
            ? `Nobody is logged in. ${broker.title} asks for a new login each day: press Connect.`
            : "The broker does not accept the keys of this account any more. Unlink it and link it again."}
        </p>
      ) : (
        <AccountState id={account.id} />
      )}
    </Panel>
  );
}

function ConnectButton({ id, isConnected }: { readonly id: string; readonly isConnected: boolean }) {
  const trpc = useTRPC();
  const begin = useMutation(
    trpc.brokers.beginLogin.mutationOptions({
      onSuccess: ({ loginPage }) => window.location.assign(loginPage),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Button
      size="sm"
      variant={isConnected ? "secondary" : "primary"}
      busy={begin.isPending}
      onClick={() => begin.mutate({ id })}
    >
      <LogIn size={14} aria-hidden="true" />
      {isConnected ? "Log in again" : "Connect"}
    </Button>
  );
}

function UnlinkButton({ account }: { readonly account: Account }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const unlink = useMutation(
    trpc.brokers.unlink.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.brokers.accounts.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <ConfirmDialog
      title={`Unlink ${account.label}?`}
      description={
        <>
          <p>Its keys and its session are deleted here. Nothing changes at the broker: orders and positions stay.</p>
          <p>What was done through this account stays in the audit trail.</p>
        </>
      }
      confirm="Unlink"
      danger
      onConfirm={() => unlink.mutate({ id: account.id })}
      trigger={
        <Button size="sm" variant="ghost" busy={unlink.isPending}>
          <Unlink size={14} aria-hidden="true" />
          Unlink
        </Button>
      }
    />
  );
}
