"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Input } from "../ui/Input.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { type RoleName, RoleSelect } from "./RoleSelect.tsx";

export function InvitationsPanel() {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const invitations = useQuery(trpc.teams.invitations.queryOptions());
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.teams.invitations.queryKey() });
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<RoleName>("trader");
  const invite = useMutation(
    trpc.teams.invite.mutationOptions({
      onSuccess: ({ mailed }) => {
        notifySuccess(
          mailed
            ? `The invitation was mailed to ${email}.`
            : `No letter was sent: copy the link below and hand it to ${email}.`,
        );
        setEmail("");
        void refresh();
      },
    }),
  );
  const cancel = useMutation(trpc.teams.cancelInvitation.mutationOptions({ onSuccess: refresh }));
  const submit = (form: FormEvent) => {
    form.preventDefault();
    invite.mutate({ email, role });
  };
  return (
    <Panel title="Invitations">
      <form onSubmit={submit} className="flex flex-wrap gap-2">
        <Input
          type="email"
          required
          aria-label="Email of the person to invite"
          placeholder="name@example.com"
          className="min-w-56 flex-1"
          value={email}
          onChange={(change) => setEmail(change.target.value)}
        />
        <RoleSelect label="Role of the person to invite" value={role} onChange={setRole} />
        <Button type="submit" variant="primary" busy={invite.isPending}>
          Invite
        </Button>
      </form>
      <Loaded query={invitations}>
        {(rows) => (
          <ul className="mt-4 grid gap-3 empty:hidden">
            {rows.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center gap-3">
                <span className="min-w-0 grow">
                  <span className="block font-medium">{row.email}</span>
                  <span className="block text-muted text-xs">
                    as {row.role}, by {row.invitedBy}, until {format.dateTime(row.expiresAt)}
                  </span>
                </span>
                <CopyButton
                  text={new URL(`/invitations/${row.id}`, window.location.origin).href}
                  label={`Copy the link for ${row.email}`}
                />
                <Button size="sm" onClick={() => cancel.mutate({ id: row.id })}>
                  Cancel
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
