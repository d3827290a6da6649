"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ChecksList } from "./ChecksList.tsx";
import { PublishFields } from "./PublishFields.tsx";
import { firstWords, type PublishWords, readWords } from "./publish-words.ts";

type Target = ApiInput["publishing"]["publish"]["target"];

type PublishDialogProps = {
  readonly target: Target;
  /** What is published, such as "version 3". */
  readonly what: string;
  readonly name: string;
  readonly description: string;
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
};

/** Publishes a basket or a version of a strategy: what is checked first, then the words of the listing. */
export function PublishDialog({ target, what, name, description, trigger, open, onOpenChange }: PublishDialogProps) {
  return (
    <Dialog
      wide
      title={`Publish ${what}`}
      description="What is published is sealed by its hash and cannot be edited. Later changes become a new version; the old record stays."
      {...(trigger === undefined ? {} : { trigger })}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <PublishForm target={target} first={firstWords(name, description)} />
    </Dialog>
  );
}

function PublishForm({ target, first }: { readonly target: Target; readonly first: PublishWords }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<PublishWords | null>(null);
  const disclosure = (edited ?? first).disclosure;
  const state = useQuery(
    trpc.publishing.state.queryOptions({ target, disclosure }, { placeholderData: (known) => known }),
  );
  const publish = useMutation(
    trpc.publishing.publish.mutationOptions({
      onSuccess: ({ listingId }) => {
        void queryClient.invalidateQueries();
        router.push(`/marketplace/${listingId}`);
      },
    }),
  );
  return (
    <Loaded query={state}>
      {({ checks, ok, listing }) => {
        const words = edited ?? (listing ? { ...first, title: listing.title, rationale: listing.rationale } : first);
        const read = readWords(words);
        const submit = (form: FormEvent) => {
          form.preventDefault();
          if (read !== null) publish.mutate({ target, ...read });
        };
        return (
          <form onSubmit={submit} className="grid gap-5">
            <ChecksList checks={checks} />
            {listing ? (
              <p className="text-muted">
                This updates your listing from {listing.version} to{" "}
                <strong className="text-text">{listing.next}</strong>. Nobody who runs it is moved without accepting the
                change.
              </p>
            ) : null}
            <PublishFields words={words} isUpdate={listing !== null} onChange={setEdited} />
            <Button
              type="submit"
              variant="primary"
              className="justify-self-start"
              disabled={!ok || read === null}
              busy={publish.isPending || publish.isSuccess}
            >
              {listing ? `Publish ${listing.next}` : "Publish to the marketplace"}
            </Button>
          </form>
        );
      }}
    </Loaded>
  );
}
