"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/Page.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { type Tab, Tabs } from "../ui/Tabs.tsx";
import { AuditPanel } from "./AuditPanel.tsx";
import { AuditSearchPanel } from "./AuditSearchPanel.tsx";
import { FlagsPanel } from "./FlagsPanel.tsx";
import { JobsPanel } from "./JobsPanel.tsx";
import { ModerationPanel } from "./ModerationPanel.tsx";
import { PlatformTeamsPanel } from "./PlatformTeamsPanel.tsx";

export function AdminView() {
  const { data } = useSession();
  const router = useRouter();
  const pathname = usePathname();
  const wanted = useSearchParams().get("tab");
  if (!data) return null;
  const may = (permission: string) => data.permissions.includes(permission);
  const tabs: readonly Tab[] = [
    ...(may("job.read") ? [{ id: "jobs", label: "Jobs", content: <JobsPanel mayRetry={may("job.manage")} /> }] : []),
    ...(may("audit.read") ? [{ id: "audit", label: "Audit log", content: <AuditPanel /> }] : []),
    ...(data.administrator
      ? [
          { id: "moderation", label: "Moderation", content: <ModerationPanel /> },
          { id: "teams", label: "Users and teams", content: <PlatformTeamsPanel /> },
          { id: "flags", label: "Flags", content: <FlagsPanel /> },
          { id: "search", label: "Audit search", content: <AuditSearchPanel /> },
        ]
      : []),
  ];
  return (
    <Page>
      <PageHeader title="Admin" />
      {tabs.length === 0 ? (
        <EmptyState title="Not for your role">An owner or admin of the team can give you another role.</EmptyState>
      ) : (
        <Tabs
          label="Admin"
          tabs={tabs}
          value={(tabs.find(({ id }) => id === wanted) ?? tabs[0])?.id ?? ""}
          onChange={(tab) => router.replace(`${pathname}?tab=${tab}`)}
        />
      )}
    </Page>
  );
}
