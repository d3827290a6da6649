import type { ReactNode } from "react";
import { Shell } from "../shell/Shell.tsx";

export default function ShellLayout({ children }: { readonly children: ReactNode }) {
  return <Shell>{children}</Shell>;
}
