"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Field } from "../ui/Field.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { RecordsField } from "./RecordsField.tsx";

type Flags = ApiOutput["moderation"]["flags"];

/** What this installation allows. A change holds at once. */
export function FlagsPanel() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const flags = useQuery(trpc.moderation.flags.queryOptions());
  const set = useMutation(
    trpc.moderation.setFlags.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.moderation.flags.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Panel title="Features and regions" description="A change holds at once, for everybody.">
      <Loaded query={flags}>
        {(found) => {
          const { recordsMonthsFixed, ...kept } = found;
          const change = (part: Partial<typeof kept>) => set.mutate({ ...kept, ...part });
          return (
            <div className="grid gap-4">
              <div className="grid gap-4 sm:grid-cols-3">
                <Field label="Publishing to the marketplace">
                  {(control) => (
                    <Select
                      {...control}
                      value={found.publishing ? "on" : "off"}
                      onChange={(event) => change({ publishing: event.target.value === "on" })}
                    >
                      <option value="on">Allowed</option>
                      <option value="off">Closed</option>
                    </Select>
                  )}
                </Field>
                <Field label="Questions, answers and reviews">
                  {(control) => (
                    <Select
                      {...control}
                      value={found.community ? "on" : "off"}
                      onChange={(event) => change({ community: event.target.value === "on" })}
                    >
                      <option value="on">Allowed</option>
                      <option value="off">Closed</option>
                    </Select>
                  )}
                </Field>
                <Field label="Region of teams that have not said theirs">
                  {(control) => (
                    <Select
                      {...control}
                      value={found.defaultRegion}
                      onChange={(event) => change({ defaultRegion: event.target.value as Flags["defaultRegion"] })}
                    >
                      <option value="international">International</option>
                      <option value="india">India</option>
                    </Select>
                  )}
                </Field>
              </div>
              <RecordsField
                months={recordsMonthsFixed ?? kept.recordsMonths}
                isFixed={recordsMonthsFixed !== null}
                isBusy={set.isPending}
                onChange={(recordsMonths) => change({ recordsMonths })}
              />
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}
