const variable = /\{\{\{?\s*([^{}\r\n]*?)\s*\}?\}\}/g;

/**
 * Replaces `{{name}}` and `{{{name}}}` by values, as text, before a query is read (language.md 7.4).
 * Names without a value become `*`, the "all" value of the dialect.
 */
export function substituteParameters(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(variable, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '*') : '*'));
}
