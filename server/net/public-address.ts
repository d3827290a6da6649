import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { AppError } from "../errors/app-error.ts";

/** Everything that is not the public internet: the own machine, private and link-local networks, and what is reserved. */
const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  inner.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(net, bits, "ipv6");

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  // an IPv4 address in the clothes of IPv6
  if (/^::ffff:/i.test(address)) return false;
  return family !== 0 && !inner.check(address, family === 6 ? "ipv6" : "ipv4");
}

export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw refusal("The address must begin with https:// or http://.");
  if (url.username !== "" || url.password !== "") throw refusal("The address must not carry a name and password.");
  return url;
}

export type Address = { readonly address: string; readonly family: number };

export type AddressRules = {
  /** Hosts that need not be public, as the operator has said with the setting. */
  readonly trusted: readonly string[];
  readonly setting: string;
};

/** Returns the addresses that a host's name stands for now; none where nobody knows it. */
export async function lookUp(url: URL): Promise<readonly Address[]> {
  return lookup(hostOf(url), { all: true }).catch(() => []);
}

/** Returns the address to connect to, so that no name can point inside after it was checked; throws where it is not to be reached. */
export function chooseAddress(url: URL, found: readonly Address[], { trusted, setting }: AddressRules): Address {
  const host = hostOf(url);
  const [first] = found;
  if (first === undefined) throw refusal(`There is no host "${host}". Check the address.`);
  if (trusted.includes(url.host.toLowerCase()) || trusted.includes(host.toLowerCase())) return first;
  if (found.every(({ address }) => isPublicAddress(address))) return first;
  throw refusal(
    `"${host}" is not on the public internet. Whoever runs this installation can allow it with ${setting}.`,
  );
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/** Returns the option of a request that makes it go to the address, whatever its host's name says by then. */
export function pinnedTo({ address, family }: Address) {
  return (_host: string, options: unknown, done: (error: null, address: unknown, family?: number) => void): void => {
    // Node asks for all addresses or for one
    if (typeof options === "object" && options !== null && "all" in options && options.all === true)
      done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function refusal(message: string): AppError {
  return new AppError("invalid-input", { message });
}
