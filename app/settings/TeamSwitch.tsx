"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Input } from "../ui/Input.tsx";
import { Panel } from "../ui/Panel.tsx";

/** The teams of this account. Changing the team reloads, so that nothing of the other one stays in memory. */
export function TeamSwitch() {
  const trpc = useTRPC();
  const teams = useQuery(trpc.teams.list.queryOptions());
  const reload = () => window.location.assign("/home");
  const switchTo = useMutation(trpc.teams.switch.mutationOptions({ onSuccess: reload }));
  const create = useMutation(trpc.teams.create.mutationOptions({ onSuccess: ({ id }) => switchTo.mutate({ id }) }));
  const [name, setName] = useState("");
  const submit = (form: FormEvent) => {
    form.preventDefault();
    create.mutate({ name });
  };
  return (
    <Panel title="Teams" description="Strategies, baskets and runs belong to a team">
      <ul className="grid gap-2">
        {teams.data?.map((team) => (
          <li key={team.id} className="flex min-h-8 items-center gap-3">
            <span className="font-medium">{team.name}</span>
            <span className="grow text-muted text-xs">{team.role}</span>
            {team.current ? (
              <Badge tone="accent">Current</Badge>
            ) : (
              <Button size="sm" busy={switchTo.isPending} onClick={() => switchTo.mutate({ id: team.id })}>
                Switch to it
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="mt-4 flex flex-wrap gap-2">
        <Input
          required
          maxLength={120}
          aria-label="Name of a new team"
          placeholder="Name of a new team"
          className="min-w-48 flex-1"
          value={name}
          onChange={(change) => setName(change.target.value)}
        />
        <Button type="submit" busy={create.isPending}>
          Create team
        </Button>
      </form>
    </Panel>
  );
}
