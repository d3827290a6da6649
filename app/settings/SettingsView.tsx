"use client";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/Page.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { type Tab, Tabs } from "../ui/Tabs.tsx";
import { AppearancePanel } from "./AppearancePanel.tsx";
import { ProfilePanel } from "./ProfilePanel.tsx";

// What is behind the other tabs arrives with them.
const loading = () => <SkeletonRows />;
const SecurityTab = dynamic(() => import("./SecurityTab.tsx").then((module) => module.SecurityTab), { loading });
const TeamPanel = dynamic(() => import("./TeamPanel.tsx").then((module) => module.TeamPanel), { loading });
const ApiKeysPanel = dynamic(() => import("./ApiKeysPanel.tsx").then((module) => module.ApiKeysPanel), { loading });

const AlertsTab = dynamic(() => import("./AlertsTab.tsx").then((module) => module.AlertsTab), { loading });

export function SettingsView() {
  const { data } = useSession();
  const router = useRouter();
  const pathname = usePathname();
  const wanted = useSearchParams().get("tab");
  if (!data) return null;
  const may = (permission: string) => data.permissions.includes(permission);
  const tabs: readonly Tab[] = [
    {
      id: "profile",
      label: "Profile",
      content: (
        <div className="grid grid-cols-1 gap-5">
          <ProfilePanel name={data.user.name} email={data.user.email} />
          <AppearancePanel />
        </div>
      ),
    },
    { id: "security", label: "Security", content: <SecurityTab /> },
    { id: "alerts", label: "Alerts", content: <AlertsTab mayManage={may("alert.manage")} /> },
    { id: "team", label: "Team", content: <TeamPanel mayManage={may("team.manage")} ownId={data.user.id} /> },
    ...(may("api-key.manage") ? [{ id: "api-keys", label: "API keys", content: <ApiKeysPanel /> }] : []),
  ];
  const value = tabs.some((tab) => tab.id === wanted) ? (wanted ?? "profile") : "profile";
  return (
    <Page narrow>
      <PageHeader title="Settings" />
      <Tabs label="Settings" tabs={tabs} value={value} onChange={(tab) => router.replace(`${pathname}?tab=${tab}`)} />
    </Page>
  );
}
