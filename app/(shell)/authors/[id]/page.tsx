import type { Metadata } from "next";
import { AuthorView } from "../../../authors/AuthorView.tsx";

export const metadata: Metadata = { title: "Author" };

type AuthorRouteProps = { readonly params: Promise<{ readonly id: string }> };

export default async function AuthorRoute({ params }: AuthorRouteProps) {
  const { id } = await params;
  return <AuthorView id={id} />;
}
