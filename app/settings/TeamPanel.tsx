"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Avatar } from "../shell/Avatar.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Panel } from "../ui/Panel.tsx";
import { InvitationsPanel } from "./InvitationsPanel.tsx";
import { MyInvitations } from "./MyInvitations.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import { TeamSwitch } from "./TeamSwitch.tsx";

type Member = ApiOutput["teams"]["members"][number];
type TeamPanelProps = { readonly mayManage: boolean; readonly ownId: string };

export function TeamPanel({ mayManage, ownId }: TeamPanelProps) {
  const trpc = useTRPC();
  const members = useQuery(trpc.teams.members.queryOptions());
  return (
    <div className="grid grid-cols-1 gap-5">
      <MyInvitations />
      <TeamSwitch />
      <Panel title="Members">
        <Loaded query={members}>
          {(rows) => (
            <ul className="grid gap-3">
              {rows.map((member) => (
                <MemberLine key={member.userId} member={member} mayManage={mayManage} isOwn={member.userId === ownId} />
              ))}
            </ul>
          )}
        </Loaded>
      </Panel>
      {mayManage ? <InvitationsPanel /> : null}
    </div>
  );
}

type MemberLineProps = { readonly member: Member; readonly mayManage: boolean; readonly isOwn: boolean };

function MemberLine({ member, mayManage, isOwn }: MemberLineProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.teams.members.queryKey() });
  const setRole = useMutation(trpc.teams.setRole.mutationOptions({ onSuccess: refresh, onError: refresh }));
  const remove = useMutation(trpc.teams.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <li className="flex flex-wrap items-center gap-3">
      <Avatar name={member.name} />
      <span className="min-w-0 grow">
        <span className="flex items-center gap-2 font-medium">
          {member.name}
          {isOwn ? <Badge tone="accent">You</Badge> : null}
        </span>
        <span className="block text-muted text-xs">
          {member.email} · since {format.date(member.since)}
        </span>
      </span>
      {mayManage && !isOwn ? (
        <>
          <RoleSelect
            label={`Role of ${member.name}`}
            value={member.role}
            onChange={(role) => setRole.mutate({ userId: member.userId, role })}
          />
          <ConfirmDialog
            title={`Remove ${member.name}?`}
            description={<p>They lose access to everything of this team at once. What they made stays.</p>}
            confirm="Remove"
            danger
            onConfirm={() => remove.mutate({ userId: member.userId })}
            trigger={
              <IconButton label={`Remove ${member.name}`}>
                <Trash2 size={15} />
              </IconButton>
            }
          />
        </>
      ) : (
        <Badge>{member.role}</Badge>
      )}
    </li>
  );
}
