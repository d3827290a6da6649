"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { ReportDialog } from "../community/ReportDialog.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { ListingCard } from "../marketplace/ListingCard.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { notifyError } from "../ui/notify.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { ProfileDialog } from "./ProfileDialog.tsx";

type Author = ApiOutput["community"]["author"];

/** Who publishes: what they say of themselves, whether it was verified, and what they have published. */
export function AuthorView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const author = useQuery(trpc.community.author.queryOptions({ teamId: id }));
  return (
    <Page>
      <Loaded query={author}>{(found) => <AuthorPage author={found} />}</Loaded>
    </Page>
  );
}

function AuthorPage({ author }: { readonly author: Author }) {
  const trpc = useTRPC();
  const format = useFormat();
  const listings = useQuery(trpc.marketplace.list.queryOptions({ publisher: author.teamId }));
  const followers = author.followers === 1 ? "one follower" : `${author.followers} followers`;
  return (
    <>
      <PageHeader
        trail={[{ href: "/marketplace", label: "Marketplace" }]}
        title={author.name}
        badges={
          <>
            {author.verified ? (
              <Badge tone="accent" icon={<BadgeCheck size={12} aria-hidden="true" />}>
                Verified
              </Badge>
            ) : null}
            {author.registrationNumber === null ? null : <Badge>Registered: {author.registrationNumber}</Badge>}
          </>
        }
        description={`Here since ${format.dateTime(author.since)}, ${followers}.`}
        actions={
          author.isOwn ? (
            <ProfileDialog author={author} />
          ) : (
            <>
              <ReportDialog subject="profile" subjectId={author.teamId} />
              <FollowButton author={author} />
            </>
          )
        }
      />
      {author.bio === "" ? null : (
        <Panel title="About">
          <Markdown text={author.bio} />
        </Panel>
      )}
      <Panel title="Listings">
        <Loaded query={listings}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-muted">Nothing is published.</p>
            ) : (
              <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
                {items.map((listing) => (
                  <ListingCard key={listing.id} listing={listing} />
                ))}
              </div>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

function FollowButton({ author }: { readonly author: Author }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { teamId, isFollowed } = author;
  const follow = useMutation(
    trpc.community.follow.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.community.author.queryKey({ teamId }) }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Button
      variant={isFollowed ? "secondary" : "primary"}
      busy={follow.isPending}
      onClick={() => follow.mutate({ teamId, follow: !isFollowed })}
    >
      {isFollowed ? "Unfollow" : "Follow"}
    </Button>
  );
}
