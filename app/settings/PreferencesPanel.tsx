"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Switch } from "../ui/Switch.tsx";

type Preferences = ApiOutput["alerts"]["preferences"];
type Preference = Preferences["kinds"][number];

/** What the caller wants to be told of in this team, and how. */
export function PreferencesPanel() {
  const trpc = useTRPC();
  const preferences = useQuery(trpc.alerts.preferences.queryOptions());
  return (
    <Panel title="What you are told" description="Your own choice, for this team">
      <Loaded query={preferences}>{(found) => <PreferenceList {...found} />}</Loaded>
    </Panel>
  );
}

function PreferenceList({ emailObstacle, kinds }: Preferences) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const key = trpc.alerts.preferences.queryKey();
  const change = useMutation(
    trpc.alerts.setPreference.mutationOptions({
      onError: (error) => notifyError(errorText(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  );
  const set = ({ kind, inApp, email }: Preference) => {
    queryClient.setQueryData(key, (known) =>
      known
        ? { ...known, kinds: known.kinds.map((one) => (one.kind === kind ? { ...one, inApp, email } : one)) }
        : known,
    );
    change.mutate({ kind, inApp, email });
  };
  const hasMail = kinds.some(({ email }) => email !== null);
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return (
    <div className="grid gap-5">
      {emailObstacle === null ? null : <p className="rounded-md bg-sunken p-3 text-muted text-sm">{emailObstacle}</p>}
      {groups.map((group) => (
        <fieldset key={group} className="grid gap-1">
          <legend className="float-left mb-1 font-medium text-muted text-xs">{group}</legend>
          <div aria-hidden="true" className="grid grid-cols-[1fr_3.5rem_3.5rem] text-center text-faint text-xs">
            <span />
            <span>In app</span>
            <span>{hasMail ? "E-mail" : null}</span>
          </div>
          {kinds
            .filter((one) => one.group === group)
            .map((one) => (
              <div key={one.kind} className="grid min-h-9 grid-cols-[1fr_3.5rem_3.5rem] items-center">
                <span className="pr-2 text-sm">{one.title}</span>
                <Switch
                  className="justify-self-center"
                  aria-label={`${one.title}: in the app`}
                  checked={one.inApp}
                  onCheckedChange={(inApp) => set({ ...one, inApp })}
                />
                {one.email === null ? null : (
                  <Switch
                    className="justify-self-center"
                    aria-label={`${one.title}: by e-mail`}
                    checked={one.email}
                    onCheckedChange={(email) => set({ ...one, email })}
                  />
                )}
              </div>
            ))}
        </fieldset>
      ))}
    </div>
  );
}
