"use client";
import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";

/** Has a file fetched from an address. */
export function UrlForm({ onBegun }: { readonly onBegun: (importId: string) => void }) {
  const trpc = useTRPC();
  const [url, setUrl] = useState("");
  const fromUrl = useMutation(trpc.imports.fromUrl.mutationOptions({ onSuccess: ({ id }) => onBegun(id) }));
  const submit = (form: FormEvent) => {
    form.preventDefault();
    fromUrl.mutate({ url });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field
        label="Address of the file"
        error={fromUrl.isError ? errorText(fromUrl.error) : undefined}
        hint="Public addresses only."
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            required
            placeholder="https://example.com/bars.csv"
            value={url}
            onChange={(change) => setUrl(change.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={fromUrl.isPending || fromUrl.isSuccess} className="justify-self-start">
        <Link2 size={15} aria-hidden="true" />
        Fetch
      </Button>
    </form>
  );
}
