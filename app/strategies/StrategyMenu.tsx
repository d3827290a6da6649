"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, EllipsisVertical } from "lucide-react";
import { useTRPC } from "../trpc/context.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import type { StrategyRow } from "./StrategyTable.tsx";

export function StrategyMenu({ row }: { readonly row: StrategyRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const archive = useMutation(
    trpc.strategies.archive.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
    }),
  );
  return (
    <Menu
      trigger={
        <IconButton label={`More for ${row.name}`} size="sm">
          <EllipsisVertical size={15} />
        </IconButton>
      }
    >
      <MenuItem icon={<Archive size={15} />} onSelect={() => archive.mutate({ id: row.id })}>
        Archive
      </MenuItem>
    </Menu>
  );
}
