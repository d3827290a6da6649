"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Input } from "../ui/Input.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

/** Every team of the installation with its people; here authors are verified. */
export function PlatformTeamsPanel() {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const teams = useQuery(trpc.moderation.teams.queryOptions({ query }));
  const verify = useMutation(
    trpc.moderation.verifyTeam.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.moderation.teams.pathKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Panel
      flush
      title="Users and teams"
      description="Verify a team once you know that it is who it says it is."
      actions={
        <Input
          type="search"
          aria-label="Search users and teams"
          placeholder="Team, person or address"
          value={text}
          onChange={(change) => setText(change.target.value)}
        />
      }
    >
      <Loaded query={teams}>
        {(found) => (
          <Table label="Teams">
            <thead>
              <tr>
                <HeadCell>Team</HeadCell>
                <HeadCell className="hidden md:table-cell">People</HeadCell>
                <HeadCell align="right">Listings</HeadCell>
                <HeadCell className="hidden lg:table-cell">Since</HeadCell>
                <HeadCell>Verified</HeadCell>
              </tr>
            </thead>
            <tbody>
              {found.map((team) => (
                <tr key={team.id}>
                  <Cell className="font-medium">
                    {team.name} {team.registrationNumber === null ? null : <Badge>{team.registrationNumber}</Badge>}
                    {team.region === "india" ? <Badge>India</Badge> : null}
                  </Cell>
                  <Cell className="hidden text-muted md:table-cell">
                    {team.members.map(({ name, email, role }) => `${name} (${email}, ${role})`).join("; ") || "nobody"}
                  </Cell>
                  <Cell align="right">{format.integer(team.listings)}</Cell>
                  <Cell className="hidden text-muted lg:table-cell">{format.dateTime(team.createdAt)}</Cell>
                  <Cell>
                    <Button
                      size="sm"
                      onClick={() => verify.mutate({ teamId: team.id, verified: team.verifiedAt === null })}
                    >
                      {team.verifiedAt === null ? "Verify" : "Take back"}
                    </Button>
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
    </Panel>
  );
}
