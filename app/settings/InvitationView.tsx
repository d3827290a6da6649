"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";

/** What the link of an invitation opens. Accepting goes to the new team, with a full load. */
export function InvitationView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const { data: session } = useSession();
  const invitation = useQuery(trpc.teams.invitation.queryOptions({ id }));
  const leave = () => window.location.assign("/home");
  const switchTo = useMutation(trpc.teams.switch.mutationOptions({ onSettled: leave }));
  const accept = useMutation(
    trpc.teams.acceptInvitation.mutationOptions({
      onSuccess: () => {
        if (invitation.data) switchTo.mutate({ id: invitation.data.team.id });
      },
    }),
  );
  const reject = useMutation(trpc.teams.rejectInvitation.mutationOptions({ onSuccess: leave }));
  const isAnswering = accept.isPending || accept.isSuccess || reject.isPending || reject.isSuccess;
  return (
    <Page narrow>
      <PageHeader title="Invitation" />
      <Loaded query={invitation}>
        {({ team, role, invitedBy, expiresAt }) => (
          <Panel title={`Join ${team.name}`} description={`You are signed in as ${session?.user.email ?? ""}`}>
            <p className="text-sm">
              {invitedBy} invites you as <strong className="font-medium">{role}</strong>. The invitation is open until{" "}
              {format.dateTime(expiresAt)}.
            </p>
            <div className="mt-4 flex gap-3">
              <Button
                variant="primary"
                disabled={isAnswering}
                busy={accept.isPending || switchTo.isPending}
                onClick={() => accept.mutate({ id })}
              >
                Accept
              </Button>
              <Button disabled={isAnswering} busy={reject.isPending} onClick={() => reject.mutate({ id })}>
                Decline
              </Button>
            </div>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}
