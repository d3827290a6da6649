"use client";
import { ShieldCheck } from "lucide-react";
import { useAuthSession } from "../session/use-auth-session.ts";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { DisableTwoFactorDialog } from "./DisableTwoFactorDialog.tsx";
import { EnableTwoFactorDialog } from "./EnableTwoFactorDialog.tsx";

export function TwoFactorPanel() {
  const session = useAuthSession();
  const isOn = session.data?.user.twoFactorEnabled === true;
  const refresh = () => void session.refetch();
  return (
    <Panel
      title={
        <span className="inline-flex items-center gap-2">
          Two-factor sign-in
          {session.isPending ? null : isOn ? (
            <Badge tone="profit" icon={<ShieldCheck size={12} />}>
              On
            </Badge>
          ) : (
            <Badge>Off</Badge>
          )}
        </span>
      }
      description="A code from an authenticator app is asked for besides the password"
      actions={
        session.isPending ? null : isOn ? (
          <DisableTwoFactorDialog onDone={refresh} />
        ) : (
          <EnableTwoFactorDialog onDone={refresh} />
        )
      }
    >
      <p className="text-muted">
        {isOn
          ? "If the device with the app is lost, a recovery code lets you in. Each works once."
          : "Any app for time-based codes will do. You will also receive recovery codes for the case that the device is lost."}
      </p>
    </Panel>
  );
}
