/** Puts the document of a report together: one script, one block of data, and a policy that lets nothing else in. */
import { createHash } from 'node:crypto';

/** What a page is made of. */
export interface ReportParts {
  readonly title: string;
  /** The script that draws the page. */
  readonly script: string;
  /** What it draws; anything that JSON can hold. */
  readonly data: unknown;
}

/** The document. Nothing of `title` or `data` can become markup, whatever it holds. */
export function reportPage({ title, script, data }: ReportParts): string {
  // The hash is that of the text between the tags; an end tag in a string of the script would cut it short.
  const safeScript = script.replaceAll(/<\/(?=script)/gi, '<\\/');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(safeScript, 'utf8').digest('base64')}'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
</head>
<body>
<noscript>This report is drawn by a script inside of it. Allow scripts to see it.</noscript>
<script type="application/json" id="report-data">${jsonForHtml(data)}</script>
<script>${safeScript}</script>
</body>
</html>
`;
}

/** JSON in which no character can end the block or begin a tag or a comment. */
function jsonForHtml(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
