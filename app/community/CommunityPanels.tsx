"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSession } from "../session/use-session.ts";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { QuestionsPanel } from "./QuestionsPanel.tsx";
import { ReviewsPanel } from "./ReviewsPanel.tsx";

type CommunityPanelsProps = { readonly listingId: string; readonly isOwn: boolean };

/** What people say of a listing. */
export function CommunityPanels({ listingId, isOwn }: CommunityPanelsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const session = useSession();
  const posts = useQuery(trpc.community.posts.queryOptions({ listingId }));
  const mayWrite = session.data?.permissions.includes("subscription.trade") ?? false;
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.community.posts.queryKey({ listingId }) });
  return (
    <Loaded query={posts}>
      {(found) => (
        <>
          <ReviewsPanel listingId={listingId} found={found} mayWrite={mayWrite && !isOwn} onWritten={refresh} />
          <QuestionsPanel listingId={listingId} posts={found.posts} mayWrite={mayWrite} onWritten={refresh} />
        </>
      )}
    </Loaded>
  );
}
