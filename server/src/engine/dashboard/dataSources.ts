/** Which categories hold which records, and the scopes that find them. */
import { escapeText } from '../../language/index.ts';
import type { DataSources, RunDashboardResult } from '../../protocol/dashboard.ts';
import { DEFAULT_CATEGORY } from '../sources/classify.ts';
import type { RecordKind } from '../sources/classify.ts';

/** How many messages of one kind a category has. */
export interface CategoryCount {
  readonly category: string;
  readonly kind: string;
  readonly messages: number;
}

type Records = Extract<RunDashboardResult, { readonly kind: 'done' }>['records'];
type SourceName = keyof DataSources;

/** Kinds of records that the panels of each source read. */
const kindsOf: Readonly<Record<SourceName, readonly RecordKind[]>> = {
  cloudTrail: ['cloudtrail'],
  sesNotifications: ['ses.notification', 'ses.event'],
};

/** The scopes to use: those that were chosen, else every category with such records, else the usual category. */
export function resolveSources(chosen: DataSources, counts: readonly CategoryCount[]): DataSources {
  return {
    cloudTrail: resolveOne('cloudTrail', chosen, counts),
    sesNotifications: resolveOne('sesNotifications', chosen, counts),
  };
}

function resolveOne(name: SourceName, chosen: DataSources, counts: readonly CategoryCount[]): string {
  const text = chosen[name].trim();
  if (text !== '') return /\s/.test(text) && !isBracketed(text) ? `(${text})` : text;
  const kinds: readonly string[] = kindsOf[name];
  const found = counts.filter(({ kind, messages }) => kinds.includes(kind) && messages > 0);
  const categories = [...new Set(found.map(({ category }) => category))].sort();
  const usual = kindsOf[name].map((kind) => DEFAULT_CATEGORY[kind]).slice(0, 1);
  const terms = (categories.length === 0 ? usual : categories).map(categoryTerm);
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' or ')})`;
}

/** The scope term for a category, whatever characters it has. */
export function categoryTerm(category: string): string {
  return `_sourceCategory="${escapeText(category)}"`;
}

/** True when the first bracket is closed by the last one. */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  const withoutTexts = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  for (const character of withoutTexts.slice(0, -1)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}

/** Messages of each of the two kinds of logs. */
export function countRecords(counts: readonly CategoryCount[]): Records {
  const sum = (kinds: readonly string[]): number =>
    counts.filter(({ kind }) => kinds.includes(kind)).reduce((total, { messages }) => total + messages, 0);
  const all = counts.reduce((total, { messages }) => total + messages, 0);
  const [cloudTrail, sesNotifications] = [sum(kindsOf.cloudTrail), sum(kindsOf.sesNotifications)];
  return { cloudTrail, sesNotifications, other: all - cloudTrail - sesNotifications };
}
