"use client";
import { ChannelsPanel } from "./ChannelsPanel.tsx";
import { PreferencesPanel } from "./PreferencesPanel.tsx";

export function AlertsTab({ mayManage }: { readonly mayManage: boolean }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <PreferencesPanel />
      {mayManage ? <ChannelsPanel /> : null}
    </div>
  );
}
