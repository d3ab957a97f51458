const placeholder =
  /\\([\\$}])|\$\{\d+:((?:\\.|[^{}\\])*)\}|\$\{\d+\|((?:\\.|[^|,\\])*)(?:,[^|]*)?\|\}|\$\{\d+\}|\$\d+/g;

/** A snippet as plain text: placeholders become their default (a choice its first option), tab stops vanish. */
export function withoutSnippetSyntax(snippet: string): string {
  return snippet.replace(
    placeholder,
    (_all, escaped: string | undefined, fallback: string | undefined, choice: string | undefined) =>
      escaped ?? unescape(fallback ?? choice ?? ''),
  );
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
