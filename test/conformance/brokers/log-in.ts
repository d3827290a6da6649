import type { Access, LoginGrant } from "@/server/brokers/port/broker-adapter.ts";

type HasLoginPage = { readonly loginPage: (access: Access, state: string) => string | null };

/** Goes through the broker's login page as a browser does, and returns what it brings back. */
export async function passLoginPage(
  adapter: HasLoginPage,
  access: Access = { endpoints: {}, credentials: {} },
): Promise<LoginGrant> {
  const page = adapter.loginPage(access, "state-1");
  if (page === null) return {};
  const html = await (await fetch(page)).text();
  const [, action = ""] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(
    fields.map(([, name = "", value = ""]) => [name, value.replace(/&#(\d+);/g, decoded)]),
  );
  const response = await fetch(new URL(action, page), { method: "POST", body: form, redirect: "manual" });
  return Object.fromEntries(new URL(response.headers.get("location") ?? "").searchParams);
}

function decoded(_: string, code: string): string {
  return String.fromCharCode(Number(code));
}
