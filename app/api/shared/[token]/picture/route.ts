import { withRequestId } from "@/server/request-id.ts";
import { sharedPictureResponse } from "../../shared-response.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

type Parameters = { readonly params: Promise<{ readonly token: string }> };

/** The graph behind a share link as SVG; `?theme=dark` for the dark colours. */
export async function GET(request: Request, { params }: Parameters): Promise<Response> {
  const { token } = await params;
  const theme = new URL(request.url).searchParams.get("theme") === "dark" ? "dark" : "light";
  return withRequestId(request.headers, () => sharedPictureResponse(token, theme));
}
