import type { Metadata } from "next";
import { SettingsView } from "../../settings/SettingsView.tsx";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return <SettingsView />;
}
