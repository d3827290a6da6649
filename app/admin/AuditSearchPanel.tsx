"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

const nothing = { action: "", actor: "", teamId: "" };
const fields = [
  { key: "action", label: "Action begins with", example: "basket." },
  { key: "actor", label: "Actor begins with", example: "user:" },
  { key: "teamId", label: "Team's id", example: "" },
] as const;

/** Finds events in the trails of all teams. The search itself is noted. */
export function AuditSearchPanel() {
  const trpc = useTRPC();
  const format = useFormat();
  const [draft, setDraft] = useState(nothing);
  const [asked, setAsked] = useState<typeof nothing | null>(null);
  const events = useQuery({ ...trpc.moderation.audit.queryOptions(asked ?? nothing), enabled: asked !== null });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    setAsked(draft);
  };
  return (
    <Panel flush title="Search every trail" description="The newest 100. Your own trail notes what you searched for.">
      <form onSubmit={submit} className="grid items-end gap-3 p-4 sm:grid-cols-4">
        {fields.map(({ key, label, example }) => (
          <Field key={key} label={label}>
            {(control) => (
              <Input
                {...control}
                placeholder={example}
                value={draft[key]}
                onChange={(change) => setDraft({ ...draft, [key]: change.target.value.trim() })}
              />
            )}
          </Field>
        ))}
        <Button type="submit">Search</Button>
      </form>
      {asked === null ? null : (
        <Loaded query={events}>
          {(found) =>
            found.length === 0 ? (
              <p className="px-4 pb-4 text-muted">Nothing is found.</p>
            ) : (
              <Table label="Events found">
                <thead>
                  <tr>
                    <HeadCell>When</HeadCell>
                    <HeadCell>What</HeadCell>
                    <HeadCell>Who</HeadCell>
                    <HeadCell className="hidden lg:table-cell">Detail</HeadCell>
                  </tr>
                </thead>
                <tbody>
                  {found.map((event) => (
                    <tr key={`${event.chain} ${event.at} ${event.action}`}>
                      <Cell className="whitespace-nowrap text-muted">{format.dateTime(event.at)}</Cell>
                      <Cell className="font-medium">{event.action}</Cell>
                      <Cell className="max-w-48 truncate text-muted">{event.actor}</Cell>
                      <Cell className="hidden max-w-96 truncate text-muted lg:table-cell">
                        {JSON.stringify(event.detail)}
                      </Cell>
                    </tr>
                  ))}
                </tbody>
              </Table>
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}
