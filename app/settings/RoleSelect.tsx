"use client";
import type { ApiInput } from "../trpc/context.ts";
import { Select } from "../ui/Select.tsx";

export type RoleName = ApiInput["teams"]["invite"]["role"];

const roles: Record<RoleName, string> = {
  owner: "Owner: everything",
  admin: "Admin: manages the team, publishes",
  trader: "Trader: builds and runs",
  viewer: "Viewer: looks",
  auditor: "Auditor: looks, reads the audit log",
};

function isRole(text: string): text is RoleName {
  return Object.hasOwn(roles, text);
}

type RoleSelectProps = {
  readonly label: string;
  readonly value: RoleName;
  readonly onChange: (role: RoleName) => void;
};

export function RoleSelect({ label, value, onChange }: RoleSelectProps) {
  return (
    <Select
      aria-label={label}
      className="w-60!"
      value={value}
      onChange={(change) => {
        if (isRole(change.target.value)) onChange(change.target.value);
      }}
    >
      {Object.entries(roles).map(([role, text]) => (
        <option key={role} value={role}>
          {text}
        </option>
      ))}
    </Select>
  );
}
