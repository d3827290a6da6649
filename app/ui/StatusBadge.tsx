import {
  Ban,
  CalendarClock,
  CircleAlert,
  CircleArrowLeft,
  CircleArrowRight,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CirclePlay,
  CircleStop,
  LoaderCircle,
  OctagonX,
  PencilLine,
} from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Tone } from "./Badge.tsx";

type Look = { readonly tone: Tone; readonly icon: ReactNode; readonly label: string };

const looks: Readonly<Record<string, Look>> = {
  queued: { tone: "neutral", icon: <CircleDashed size={12} />, label: "Queued" },
  draft: { tone: "neutral", icon: <PencilLine size={12} />, label: "Draft" },
  scheduled: { tone: "neutral", icon: <CalendarClock size={12} />, label: "Scheduled" },
  waiting: { tone: "neutral", icon: <CircleDashed size={12} />, label: "Waiting" },
  pending: { tone: "neutral", icon: <CircleDashed size={12} />, label: "Pending" },
  running: { tone: "info", icon: <CirclePlay size={12} />, label: "Running" },
  active: { tone: "info", icon: <CirclePlay size={12} />, label: "Active" },
  stopping: { tone: "warning", icon: <LoaderCircle size={12} className="animate-spin" />, label: "Stopping" },
  paused: { tone: "warning", icon: <CirclePause size={12} />, label: "Entries paused" },
  succeeded: { tone: "profit", icon: <CircleCheck size={12} />, label: "Done" },
  completed: { tone: "profit", icon: <CircleCheck size={12} />, label: "Done" },
  entering: { tone: "info", icon: <CircleArrowRight size={12} />, label: "Entering" },
  "in-position": { tone: "accent", icon: <CircleDot size={12} />, label: "In position" },
  exiting: { tone: "info", icon: <CircleArrowLeft size={12} />, label: "Exiting" },
  closed: { tone: "neutral", icon: <CircleStop size={12} />, label: "Closed" },
  halted: { tone: "danger", icon: <OctagonX size={12} />, label: "Halted" },
  stopped: { tone: "neutral", icon: <CircleStop size={12} />, label: "Stopped" },
  ended: { tone: "neutral", icon: <CircleStop size={12} />, label: "Ended" },
  cancelled: { tone: "neutral", icon: <Ban size={12} />, label: "Cancelled" },
  dead: { tone: "danger", icon: <CircleAlert size={12} />, label: "Given up" },
  failed: { tone: "danger", icon: <CircleAlert size={12} />, label: "Failed" },
  "needs-review": { tone: "danger", icon: <CircleAlert size={12} />, label: "Needs review" },
};

/** A state in words and with an icon, never by colour alone. */
export function StatusBadge({ status }: { readonly status: string }) {
  const look = looks[status];
  if (!look) return <Badge>{status}</Badge>;
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {look.label}
    </Badge>
  );
}
