import type { Metadata } from "next";
import { LoginReturn } from "../../../brokers/LoginReturn.tsx";

export const metadata: Metadata = { title: "Connecting" };

export default function BrokerReturnRoute() {
  return <LoginReturn />;
}
