import type { Metadata } from "next";
import { AdminView } from "../../admin/AdminView.tsx";

export const metadata: Metadata = { title: "Admin" };

export default function AdminPage() {
  return <AdminView />;
}
