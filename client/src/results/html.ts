import { randomBytes } from 'node:crypto';

/** Addresses a view page is put together from, as the webview may load them. */
export interface ViewResources {
  /** Source expression of the webview's own resources. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
  readonly codiconsUri: string;
  readonly title: string;
}

/** A fresh value for one load of a page: 16 random bytes in base64. */
export function createNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The policy of every view: own images, fonts and styles, the one script with the nonce, and nothing else. */
export function contentSecurityPolicy(cspSource: string, nonce: string): string {
  return [
    "default-src 'none'",
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
}

/** The page of a view; all of its content is made by the script. */
export function viewHtml(resources: ViewResources, nonce: string): string {
  const policy = contentSecurityPolicy(resources.cspSource, nonce);
  const styles = resources.styleUris.map((uri) => `<link rel="stylesheet" href="${escapeAttribute(uri)}">`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${escapeAttribute(resources.codiconsUri)}">
${styles.join('\n')}
<title>${escapeAttribute(resources.title)}</title>
</head>
<body>
<script nonce="${escapeAttribute(nonce)}" src="${escapeAttribute(resources.scriptUri)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
