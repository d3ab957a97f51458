import { diagnostic, replaceFix } from '../../diagnostics/codes.ts';
import { closest } from '../../diagnostics/didYouMean.ts';
import { jsonPathOf, schemaFieldAt, schemaFields, type LogKind } from '../../schema/schema.ts';
import { foldField } from '../../syntax/fieldNames.ts';
import type { StringLiteral } from '../../syntax/nodes.ts';
import type { QueryCheck } from './context.ts';

const paths: readonly string[] = [...new Set(schemaFields.map(jsonPathOf))];
const foldedPaths = new Map(paths.map((path) => [path.toLowerCase(), path]));
/** Parts under which any key may stand: tags, headers by name, request parameters. */
const openPaths = schemaFields
  .filter((field) => field.type === 'object' || field.type.startsWith('object<') || field.path.endsWith('.*'))
  .map((field) => jsonPathOf(field).replace(/\.\*$/, ''));

/** Parts of a trail's record that each service fills as it likes; the schemas list what SES writes there. */
const ofAnyService =
  /^(?:requestParameters|responseElements|additionalEventData|serviceEventDetails|resources|tlsDetails)\b/;

/** Paths of `json` stages against the schemas, in queries about the logs the schemas describe. */
export const checkPaths: QueryCheck = ({ stages }) =>
  stages.flatMap(({ stage, before }) => {
    const kinds = before.logs;
    if (stage.kind !== 'json' || kinds.size === 0) return [];
    const source = stage.source === undefined ? undefined : before.fields.get(foldField(stage.source.name));
    const base = stage.source === undefined || foldField(stage.source.name) === '_raw' ? '' : source?.path;
    return base === undefined ? [] : stage.paths.flatMap((text) => checkPath(text, base, kinds));
  });

function checkPath(text: StringLiteral, base: string, kinds: ReadonlySet<LogKind>) {
  if (!/^[\w:.\-[\]*]+$/.test(text.value)) return [];
  const prefix = base === '' ? '' : `${base}.`;
  const path = `${prefix}${text.value}`.replaceAll(/\[\d+\]/g, '[*]');
  if (schemaFieldAt(path) !== undefined || isElement(path)) return [];
  const inner = { start: text.range.start + 1, end: text.range.end - 1 };
  const sameButCase = foldedPaths.get(path.toLowerCase());
  if (sameButCase !== undefined) {
    const written = sameButCase.slice(prefix.length);
    return [
      diagnostic(
        'json.path-case',
        text.range,
        `Keys are case-sensitive: this one is written \`${written}\`.`,
        replaceFix(inner, written),
      ),
    ];
  }
  const near = closest(
    path,
    paths.filter((candidate) => candidate.startsWith(prefix) && Math.abs(candidate.length - path.length) <= 2),
  );
  const foreign = kinds.has('cloudtrail') && ofAnyService.test(path);
  if (near !== undefined && editsAtMost(near, path, foreign ? 1 : 2)) {
    const written = near.slice(prefix.length);
    return [
      diagnostic(
        'json.path-spelling',
        text.range,
        `The schema has no \`${text.value}\`. Did you mean \`${written}\`?`,
        replaceFix(inner, written),
      ),
    ];
  }
  if (foreign) return [];
  if (openPaths.some((open) => path.startsWith(`${open}.`) && isOpen(open))) return [];
  return [
    diagnostic(
      'json.path-unknown',
      text.range,
      `\`${text.value}\` is not a documented field of ${[...kinds].map((kind) => logNames[kind]).join(' or ')} records.`,
    ),
  ];
}

const logNames: Readonly<Record<LogKind, string>> = { ses: 'SES', cloudtrail: 'CloudTrail', 'sns-envelope': 'SNS' };

/** An element of an array of plain values, such as `mail.destination[0]`. */
function isElement(path: string): boolean {
  return path.endsWith('[*]') && schemaFieldAt(path.slice(0, -3)) !== undefined;
}

/** True for objects whose keys the schemas do not list. */
function isOpen(path: string): boolean {
  return !paths.some((other) => other.startsWith(`${path}.`) && !other.endsWith('.*')) || paths.includes(`${path}.*`);
}

/** Whether two texts differ by at most so many edits; cheap, since both are short. */
function editsAtMost(a: string, b: string, limit: number): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end <= limit;
}
