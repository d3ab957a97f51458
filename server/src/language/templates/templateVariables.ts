/** Template variables, `{{name}}` or `{{{name}}}`, in the text of a query (language.md 7.4). The one reader of them. */

/** One use of a variable. */
export interface TemplateUse {
  readonly name: string;
  /** Offsets of the braces and what is between them. */
  readonly start: number;
  readonly end: number;
  /** Whether it stands in a text in double quotes, where its value is escaped. */
  readonly inString: boolean;
}

const variable = /\{\{\{?[^\S\r\n]*([\p{L}\p{N}_. ]+?)[^\S\r\n]*\}?\}\}/gu;

/** Strings, comments and variables; whatever comes first wins, as in the lexer. */
const tokens = new RegExp(
  String.raw`"(?:[^"\\]|\\[^])*"?|(?<!:)\/\/[^\n]*|(?<![^\s|(,])\/\*[^]*?\*\/|${variable.source}`,
  'gu',
);

/** The variables of a query in the order of their uses; what comments say is left out. */
export function templateUses(query: string): readonly TemplateUse[] {
  const uses: TemplateUse[] = [];
  for (const token of query.matchAll(tokens)) {
    if (token[0].startsWith('/')) continue;
    const inString = token[0].startsWith('"');
    for (const use of templatesIn(token[0])) {
      uses.push({ ...use, start: token.index + use.start, end: token.index + use.end, inString });
    }
  }
  return uses;
}

/** The variables in a piece of text that is no comment, such as a token. */
export function templatesIn(text: string): readonly Pick<TemplateUse, 'name' | 'start' | 'end'>[] {
  return [...text.matchAll(variable)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Names of the variables of a query, once each in the spelling of their first use. */
export function variableNames(query: string): readonly string[] {
  const names = new Map<string, string>();
  for (const { name } of templateUses(query)) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}
