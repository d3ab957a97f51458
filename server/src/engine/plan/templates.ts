/** Values for `{{name}}`, put into the text of a query before it is parsed. */
import { replaceRanges, templatesIn, templateUses, unescapeText, writtenValue } from '../../language/index.ts';
import type { StringLiteral, SubstitutedQuery } from '../../language/index.ts';

export type { OffsetMap, SubstitutedQuery } from '../../language/index.ts';

/** Replaces the variables that have a value; the others stay as they are. Inside a string the value is escaped. */
export function substituteTemplates(text: string, parameters: Readonly<Record<string, string>>): SubstitutedQuery {
  const values = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  return replaceRanges(
    text,
    templateUses(text).flatMap(({ name, start, end, inString }) => {
      const value = values.get(name.toLowerCase());
      return value === undefined ? [] : [{ range: { start, end }, text: writtenValue(value, inString) }];
    }),
  );
}

/** What a variable without a value means: everything. */
export function replaceUnbound(value: string): string {
  return replaceRanges(
    value,
    templatesIn(value).map(({ start, end }) => ({ range: { start, end }, text: '*' })),
  ).text;
}

/** The text of a literal; its variables mean everything, and braces written as codes are text. */
export function textOf({ written }: Pick<StringLiteral, 'written'>): string {
  return unescapeText(replaceUnbound(written));
}

/** Names of the variables in a text. */
export function variableNames(value: string): readonly string[] {
  return templatesIn(value).map(({ name }) => name);
}
