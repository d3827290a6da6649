"use client";
import { useMutation } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useState } from "react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { notify, notifyError } from "../ui/notify.ts";
import { WriteForm } from "./WriteForm.tsx";

type ReportDialogProps = Pick<ApiInput["community"]["report"], "subject" | "subjectId">;

/** Tells those who run the installation that something should not be here. */
export function ReportDialog({ subject, subjectId }: ReportDialogProps) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const report = useMutation(
    trpc.community.report.mutationOptions({
      onSuccess: () => {
        notify("Reported. Those who run this installation will look at it.");
        setOpen(false);
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Dialog
      title={`Report this ${subject}`}
      description="Those who run this installation read it. Its author does not learn who reported."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton size="sm" label={`Report this ${subject}`}>
          <Flag size={13} />
        </IconButton>
      }
    >
      <WriteForm
        label="What is wrong with it"
        action="Report"
        busy={report.isPending}
        onWrite={(reason) => report.mutateAsync({ subject, subjectId, reason })}
      />
    </Dialog>
  );
}
