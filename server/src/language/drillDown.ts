import { analyzeQuery, startEnvironment, type AnalyzedStage, type FieldEnvironment } from './analysis/analyze.ts';
import { parseDocument } from './document/document.ts';
import { escapeText } from './lexer/literals.ts';
import { wrapperFields } from './schema/wrappers.ts';
import { fieldText, foldField, sameField } from './syntax/fieldNames.ts';

/** A query for the messages behind a row, and whether it could be narrowed to the value that was picked. */
export interface MessagesQuery {
  readonly query: string;
  /** False when the column exists only after the aggregation, so that the query finds the messages of all rows. */
  readonly narrowed: boolean;
}

/**
 * The query that finds the messages an aggregate row was computed from: the scope and the stages before the first one that
 * aggregates, and a condition on the column. Of several cells the first counts. Takes any text; a stage that could not be
 * read ends what is kept. Undefined when the text holds no query. `customFields` are names of fields that messages have
 * because settings say so.
 */
export function messagesQuery(
  text: string,
  column: string,
  value: string | number | boolean | null,
  customFields: readonly string[] = [],
): MessagesQuery | undefined {
  const cell = parseDocument(text).cells[0];
  if (cell === undefined || cell.tokens.length === 0) return undefined;
  const { query } = cell;
  const last = lastMessageStage(analyzeQuery(query).stages);
  const kept = text.slice(query.range.start, last?.stage.range.end ?? query.scopeRange.end).trim();
  const isCustom = [...customFields, ...wrapperFields.map(({ name }) => name)].some((name) => sameField(name, column));
  const narrowed = isCustom || exists(column, last?.after ?? startEnvironment(query));
  const condition = narrowed ? `\n| where ${conditionOn(column, value)}` : '';
  return { query: (kept === '' ? '*' : kept) + condition, narrowed };
}

function lastMessageStage(stages: readonly AnalyzedStage[]): AnalyzedStage | undefined {
  const end = stages.findIndex(({ stage, after }) => stage.kind === 'broken' || after.phase === 'aggregates');
  return stages.slice(0, end === -1 ? undefined : end).at(-1);
}

function exists(column: string, { fields, open }: FieldEnvironment): boolean {
  return open || fields.has(foldField(column));
}

function conditionOn(column: string, value: string | number | boolean | null): string {
  const field = fieldText(column);
  if (value === null) return `isNull(${field})`;
  return `${field} = ${typeof value === 'string' ? `"${escapeText(value)}"` : String(value)}`;
}
