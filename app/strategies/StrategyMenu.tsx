"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useTRPC } from "../trpc/context.ts";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { StrategyMenuButton } from "./StrategyMenuButton.tsx";
import type { StrategyRow } from "./StrategyTable.tsx";

/** What can be done with a strategy, open. */
export function StrategyMenu({ row }: { readonly row: StrategyRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const archive = useMutation(
    trpc.strategies.archive.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
    }),
  );
  return (
    <Menu startsOpen trigger={<StrategyMenuButton name={row.name} />}>
      <MenuItem icon={<Archive size={15} />} onSelect={() => archive.mutate({ id: row.id })}>
        Archive
      </MenuItem>
    </Menu>
  );
}
