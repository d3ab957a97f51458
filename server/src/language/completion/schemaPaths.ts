import { jsonPathOf, schemaFields, type SchemaField } from '../schema/schema.ts';
import type { Query, StringLiteral } from '../syntax/nodes.ts';
import { sameField } from '../syntax/fieldNames.ts';
import type { TextRange } from '../syntax/range.ts';
import { completion, type Completion } from './completion.ts';

/** The description of a schema field as Markdown. */
export function describeField(field: SchemaField): string {
  const values = (field.enum ?? []).map((value) => {
    const meaning = field.enumDocs?.[value];
    return meaning === undefined ? `- \`${value}\`` : `- \`${value}\`: ${meaning}`;
  });
  const shown = values.length > 12 ? [...values.slice(0, 12), `- and ${values.length - 12} more`] : values;
  return [
    field.description,
    field.format === undefined ? '' : `Format: ${field.format}.`,
    shown.join('\n'),
    field.note ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * Paths of the schemas for the text of a `json` stage.
 * @param base the path the source field was taken from, '' for the whole message; paths below it are offered without it
 */
export function schemaPathCompletions(range: TextRange, base: string, cloudtrailFirst: boolean): readonly Completion[] {
  const prefix = base === '' ? '' : `${base}.`;
  const seen = new Set<string>();
  const completions: Completion[] = [];
  for (const field of schemaFields) {
    const path = jsonPathOf(field);
    // An element of an array of plain values is reached through the array; `*` keys have no one path.
    if (field.path.endsWith('[]') && !field.path.includes('mail.tags.')) continue;
    if (path.includes('.*') || !path.startsWith(prefix) || seen.has(path)) continue;
    seen.add(path);
    const label = path.slice(prefix.length);
    const group = (field.log === 'cloudtrail') === cloudtrailFirst ? 1 : field.log === 'sns-envelope' ? 3 : 2;
    completions.push(
      completion({ label, kind: 'path', range }, group, {
        detail: `${field.type} · ${field.log}`,
        documentation: describeField(field),
      }),
    );
  }
  return completions;
}

/** The path a field was filled from by an earlier `json` stage, as far as the text tells. */
export function pathOfField(query: Query, name: string, before: number): string | undefined {
  for (const stage of query.stages.toReversed()) {
    if (stage.kind !== 'json' || stage.range.start >= before) continue;
    const names: readonly (string | undefined)[] =
      stage.aliases.length > 0 ? stage.aliases.map((alias) => alias.name) : stage.paths.map((path) => path.value);
    const index = names.findIndex((candidate) => candidate !== undefined && sameField(candidate, name));
    const path: StringLiteral | undefined = stage.paths[index];
    if (path === undefined) continue;
    const parent = stage.source === undefined ? '' : (pathOfField(query, stage.source.name, stage.range.start) ?? '');
    return parent === '' ? path.value : `${parent}.${path.value}`;
  }
  return undefined;
}
