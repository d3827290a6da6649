const browsers = [
  { mark: "Edg/", label: "Edge" },
  { mark: "OPR/", label: "Opera" },
  { mark: "Firefox/", label: "Firefox" },
  { mark: "Chrome/", label: "Chrome" },
  { mark: "Safari/", label: "Safari" },
] as const;
const systems = [
  { mark: "Android", label: "Android" },
  { mark: "iPhone", label: "iPhone" },
  { mark: "iPad", label: "iPad" },
  { mark: "Windows", label: "Windows" },
  { mark: "Mac OS X", label: "macOS" },
  { mark: "Linux", label: "Linux" },
] as const;

/** Returns "Firefox on Linux" of a user agent; an unknown one as it is, shortened. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const browser = browsers.find(({ mark }) => userAgent.includes(mark));
  const system = systems.find(({ mark }) => userAgent.includes(mark));
  if (!browser) return userAgent.slice(0, 60);
  return system ? `${browser.label} on ${system.label}` : browser.label;
}
