"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Textarea } from "../ui/Textarea.tsx";

export function CreateBasketDialog() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const create = useMutation(
    trpc.baskets.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.baskets.list.queryKey() });
        router.push(`/baskets/${id}`);
      },
    }),
  );
  const submit = (form: FormEvent) => {
    form.preventDefault();
    create.mutate({ name, description });
  };
  return (
    <Dialog
      title="New basket"
      trigger={
        <Button variant="primary">
          <Plus size={15} aria-hidden="true" />
          New basket
        </Button>
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              value={name}
              onChange={(change) => setName(change.target.value)}
            />
          )}
        </Field>
        <Field label="What is it for? (optional)">
          {(control) => (
            <Textarea
              {...control}
              maxLength={5000}
              value={description}
              onChange={(change) => setDescription(change.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={create.isPending || create.isSuccess}>
          Create basket
        </Button>
      </form>
    </Dialog>
  );
}
