"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoveVertical } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notify } from "../ui/notify.ts";

type Order = ApiOutput["runs"]["orders"]["items"][number];
type Props = { readonly runId: string; readonly order: Order };

const working: ReadonlySet<string> = new Set(["created", "submitted", "working", "partially-filled"]);
const movable: ReadonlySet<string> = new Set(["stop", "limit", "trailing-stop"]);

/** Whether an order may be a stop or target that can be moved; the engine has the last word. */
export function isMovable({ role, type, status }: Order): boolean {
  return role === "exit" && working.has(status) && movable.has(type);
}

/** Moves a stop or a target by hand. */
export function MoveStopDialog({ runId, order }: Props) {
  const [open, setOpen] = useState(false);
  const what = order.type === "limit" ? "target" : "stop";
  return (
    <Dialog
      title={`Move the ${what} of ${order.symbol}`}
      description="It goes into the run's inbox, is worked off in its turn, once, and stands in its audit trail."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost">
          <MoveVertical size={14} aria-hidden="true" />
          Move
        </Button>
      }
    >
      <MoveForm runId={runId} order={order} what={what} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function MoveForm({ runId, order, what, onDone }: Props & { readonly what: string; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const now = order.limitPrice ?? order.stopPrice;
  const [text, setText] = useState(now === null ? "" : String(now));
  const move = useMutation(
    trpc.runs.moveStop.mutationOptions({
      onSuccess: () => {
        notify("Sent to the run; its decisions say what came of it.");
        void queryClient.invalidateQueries({ queryKey: trpc.runs.orders.pathKey() });
        onDone();
      },
    }),
  );
  const price = Number(text.replace(/[,\s]/g, ""));
  const isPrice = text.trim() !== "" && Number.isFinite(price) && price > 0;
  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (isPrice) move.mutate({ id: runId, number: order.number, price });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={`New price of the ${what}`}
        hint={now === null ? undefined : `It stands at ${format.number(now)} now.`}
        error={isPrice ? undefined : "A price above 0, such as 99.50."}
      >
        {(control) => (
          <Input {...control} inputMode="decimal" value={text} onChange={({ target }) => setText(target.value)} />
        )}
      </Field>
      {move.isError ? (
        <p role="alert" className="text-danger text-sm">
          {errorText(move.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" disabled={!isPrice || price === now} busy={move.isPending}>
        Move the {what}
      </Button>
    </form>
  );
}
