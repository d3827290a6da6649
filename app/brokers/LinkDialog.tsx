"use client";
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { environmentName } from "./environment-name.ts";
import { StaticAddressNotice } from "./StaticAddressNotice.tsx";
import { useAfterLink } from "./use-after-link.ts";

type Broker = ApiOutput["brokers"]["catalogue"][number];
type Environment = Exclude<Broker["environments"][number], "simulated">;

const isReal = (environment: Broker["environments"][number]): environment is Environment => environment !== "simulated";

export function LinkDialog({ brokers }: { readonly brokers: readonly Broker[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Link an account"
      description="Keys are encrypted before they are stored. They are used for calls to the broker, and shown to nobody."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus size={14} aria-hidden="true" />
          Link an account
        </Button>
      }
    >
      <LinkForm brokers={brokers} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function LinkForm({ brokers, onDone }: { readonly brokers: readonly Broker[]; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const afterLink = useAfterLink();
  const [brokerId, setBrokerId] = useState(brokers[0]?.id ?? "");
  const [environment, setEnvironment] = useState<Environment | null>(null);
  const [label, setLabel] = useState("");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const link = useMutation(
    trpc.brokers.link.mutationOptions({
      onSuccess: async (linked) => {
        onDone();
        await afterLink(linked);
      },
    }),
  );
  const broker = brokers.find(({ id }) => id === brokerId);
  if (broker === undefined) return null;
  const environments = broker.environments.filter(isReal);
  const chosen = environment !== null && environments.includes(environment) ? environment : environments[0];
  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (chosen !== undefined)
      link.mutate({ broker: broker.id, environment: chosen, label, credentials: { ...values } });
  };
  return (
    <form onSubmit={submit} className="grid gap-4" autoComplete="off">
      <div className="grid grid-cols-2 gap-3">
        <Field label="Broker">
          {(control) => (
            <Select
              {...control}
              value={brokerId}
              onChange={(choice) => {
                setBrokerId(choice.target.value);
                setValues({});
              }}
            >
              {brokers.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Environment">
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onChange={(choice) => setEnvironment(environments.find((one) => one === choice.target.value) ?? null)}
            >
              {environments.map((one) => (
                <option key={one} value={one}>
                  {environmentName(one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {broker.needsStaticAddress ? <StaticAddressNotice /> : null}
      <Field label="Name" hint="How the team tells it from others.">
        {(control) => (
          <Input
            {...control}
            required
            maxLength={120}
            value={label}
            onChange={(typed) => setLabel(typed.target.value)}
          />
        )}
      </Field>
      {broker.credentialFields.map(({ key, label: name, help, isSecret }) => (
        <Field key={`${broker.id}-${key}`} label={name} hint={help}>
          {(control) => (
            <Input
              {...control}
              required
              type={isSecret ? "password" : "text"}
              autoComplete={isSecret ? "new-password" : "off"}
              spellCheck={false}
              className="font-mono"
              value={values[key] ?? ""}
              onChange={(typed) => setValues({ ...values, [key]: typed.target.value })}
            />
          )}
        </Field>
      ))}
      {link.error ? (
        <p role="alert" className="text-danger text-sm">
          {errorText(link.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" busy={link.isPending}>
        {broker.hasLoginPage ? `Continue to ${broker.title}` : "Link"}
      </Button>
    </form>
  );
}
