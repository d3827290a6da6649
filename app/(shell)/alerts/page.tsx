import type { Metadata } from "next";
import { AlertsPage } from "../../alerts/AlertsPage.tsx";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsRoute() {
  return <AlertsPage />;
}
