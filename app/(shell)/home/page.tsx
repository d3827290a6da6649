import type { Metadata } from "next";
import { HomeView } from "../../home/HomeView.tsx";

export const metadata: Metadata = { title: "Home" };

export default function HomePage() {
  return <HomeView />;
}
