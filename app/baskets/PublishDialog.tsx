"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { Textarea } from "../ui/Textarea.tsx";
import type { BasketDetail } from "./BasketView.tsx";

type Visibility = NonNullable<ApiInput["baskets"]["publish"]["visibility"]>;

const visibilities: readonly { readonly value: Visibility; readonly label: string }[] = [
  { value: "public", label: "Public: everybody finds it in the marketplace" },
  { value: "unlisted", label: "Unlisted: only who has the link" },
  { value: "private", label: "Private: only your team" },
];

export function PublishDialog({ basket }: { readonly basket: BasketDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState(basket.name);
  const [rationale, setRationale] = useState(basket.description);
  const [visibility, setVisibility] = useState<Visibility>("public");
  const publish = useMutation(
    trpc.baskets.publish.mutationOptions({
      onSuccess: ({ listingId }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.baskets.get.queryKey({ id: basket.id }) });
        router.push(`/marketplace/${listingId}`);
      },
    }),
  );
  const submit = (form: FormEvent) => {
    form.preventDefault();
    publish.mutate({ id: basket.id, title, rationale, visibility });
  };
  return (
    <Dialog
      title={`Publish version ${basket.version?.number ?? ""}`}
      description="A published version is sealed by its hash and cannot be edited. Later changes become a new version; the old record stays."
      trigger={
        <Button variant="primary">
          <Upload size={15} aria-hidden="true" />
          Publish
        </Button>
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Title">
          {(control) => (
            <Input
              {...control}
              required
              minLength={3}
              maxLength={120}
              value={title}
              onChange={(change) => setTitle(change.target.value)}
            />
          )}
        </Field>
        <Field label="Rationale" hint="Why should it work, and when does it not? Shown on the listing.">
          {(control) => (
            <Textarea
              {...control}
              required
              rows={5}
              maxLength={10_000}
              value={rationale}
              onChange={(change) => setRationale(change.target.value)}
            />
          )}
        </Field>
        <Field label="Who may see it">
          {(control) => (
            <Select
              {...control}
              value={visibility}
              onChange={(change) =>
                setVisibility(visibilities.find((entry) => entry.value === change.target.value)?.value ?? "public")
              }
            >
              {visibilities.map((entry) => (
                <option key={entry.value} value={entry.value}>
                  {entry.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary" busy={publish.isPending || publish.isSuccess}>
          Publish to the marketplace
        </Button>
      </form>
    </Dialog>
  );
}
