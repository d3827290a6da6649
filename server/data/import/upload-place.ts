import path from "node:path";
import { marketFolder } from "../store/open-dataset-store.ts";

/** Returns where the file of an import lies until the import ends. */
export function uploadPlace(importId: string): string {
  return path.join(marketFolder(), "uploads", importId);
}
