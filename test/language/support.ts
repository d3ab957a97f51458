import {
  checkDocument,
  parseDocument,
  type Diagnostic,
  type Query,
  type Stage,
} from '../../server/src/language/index.ts';

/** The only query of a text. */
export function queryOf(text: string): Query {
  const [cell] = parseDocument(text).cells;
  if (cell === undefined) throw new Error('The text has no cell.');
  return cell.query;
}

/** The only stage of a query over everything. */
export function stageOf(text: string): Stage {
  const [stage] = queryOf(`* | ${text}`).stages;
  if (stage === undefined) throw new Error('The query has no stage.');
  return stage;
}

/** A tree without its places, for comparing what was understood. */
export function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !/range$/i.test(key) && part !== undefined)
      .map(([key, part]) => [key, withoutRanges(part)]),
  );
}

/** Findings as `code «text»`, in order. */
export function findings(text: string): string[] {
  return checkDocument(parseDocument(text)).map(
    (found) => `${found.code} «${text.slice(found.range.start, found.range.end)}»`,
  );
}

/** The text after the first fix of a finding. */
export function afterFix(text: string, finding: Diagnostic | undefined): string {
  const edits = finding?.fixes[0]?.edits ?? [];
  return edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((result, edit) => result.slice(0, edit.range.start) + edit.newText + result.slice(edit.range.end), text);
}
