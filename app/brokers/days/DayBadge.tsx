import { CircleAlert, CircleCheck, CircleDashed, CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { ApiOutput } from "../../trpc/context.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";

type State = ApiOutput["brokers"]["day"]["state"];

const looks: Readonly<Record<State, { readonly tone: Tone; readonly icon: ReactNode; readonly label: string }>> = {
  agrees: { tone: "profit", icon: <CircleCheck size={12} />, label: "Books agree" },
  differs: { tone: "danger", icon: <CircleAlert size={12} />, label: "Books differ" },
  "not-compared": { tone: "warning", icon: <CircleHelp size={12} />, label: "Not compared" },
  "so-far": { tone: "info", icon: <CircleDashed size={12} />, label: "So far" },
};

export function DayBadge({ state }: { readonly state: State }) {
  const { label, ...look } = looks[state];
  return <Badge {...look}>{label}</Badge>;
}
