"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notifyError } from "../ui/notify.ts";
import { Select } from "../ui/Select.tsx";
import { Textarea } from "../ui/Textarea.tsx";

type Author = ApiOutput["community"]["author"];

/** What a team says of itself. */
export function ProfileDialog({ author }: { readonly author: Author }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [bio, setBio] = useState(author.bio);
  const [number, setNumber] = useState(author.registrationNumber ?? "");
  const [region, setRegion] = useState(author.region);
  const save = useMutation(
    trpc.community.setProfile.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        void queryClient.invalidateQueries({ queryKey: trpc.community.pathKey() });
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const submit = (form: FormEvent) => {
    form.preventDefault();
    save.mutate({ bio, region, registrationNumber: number.trim() === "" ? null : number.trim() });
  };
  return (
    <Dialog
      title="Your profile as a publisher"
      description="Everybody who may see your listings sees it."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Edit profile</Button>}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="About" hint="Markdown; HTML is shown as text.">
          {(control) => (
            <Textarea {...control} maxLength={2_000} value={bio} onChange={(change) => setBio(change.target.value)} />
          )}
        </Field>
        <Field
          label="Registration number"
          hint="Of a research analyst, where you are one. Another number is verified again."
        >
          {(control) => <Input {...control} value={number} onChange={(change) => setNumber(change.target.value)} />}
        </Field>
        <Field label="Region" hint="What may be shown of your listings follows from it.">
          {(control) => (
            <Select
              {...control}
              value={region}
              onChange={(change) => setRegion(change.target.value as Author["region"])}
            >
              <option value="international">International</option>
              <option value="india">India</option>
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary" busy={save.isPending}>
          Save
        </Button>
      </form>
    </Dialog>
  );
}
