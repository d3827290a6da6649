import { redirect } from "next/navigation";
import { hasSessionCookie } from "../session/has-session-cookie.ts";
import { Landing } from "../visitor/Landing.tsx";

export default async function LandingPage() {
  if (await hasSessionCookie()) redirect("/home");
  return <Landing />;
}
