import type { Metadata } from "next";
import { QueuePage } from "../../queue/QueuePage.tsx";

export const metadata: Metadata = { title: "Queue" };

export default function Queue() {
  return <QueuePage />;
}
