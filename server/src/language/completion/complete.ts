import type { IToken } from 'chevrotain';
import { analyzeQuery, startEnvironment } from '../analysis/analyze.ts';
import { catalog } from '../catalog/catalog.ts';
import { cellAt, type Cell, type SesqDocument } from '../document/document.ts';
import {
  LineComment,
  PercentField,
  Pipe,
  ScopePipe,
  ScopeWord,
  Template,
  Text,
  UnclosedText,
  Word,
} from '../lexer/tokens.ts';
import { chooseStage } from '../parser/stageChoice.ts';
import { metadataFields } from '../schema/metadata.ts';
import { wrapperFields } from '../schema/wrappers.ts';
import { fieldText, foldField } from '../syntax/fieldNames.ts';
import { describeRecord } from './describe.ts';
import type { TextRange } from '../syntax/range.ts';
import { completion, type Completion } from './completion.ts';
import { pathOfField, schemaPathCompletions } from './schemaPaths.ts';

export type { Completion } from './completion.ts';

/** What is said beside fields that settings give to messages. */
const customField = 'custom field';
const wrapperField = 'field of a wrapper';

const endOf = (token: IToken): number => token.startOffset + token.image.length;
const isPipe = (token: IToken): boolean =>
  token.tokenType === Pipe || token.tokenType === ScopePipe || token.tokenType.name === 'SubqueryPipe';
const isWordLike = (token: IToken): boolean =>
  token.tokenType === Word ||
  token.tokenType === ScopeWord ||
  token.tokenType === PercentField ||
  token.tokenType === Template ||
  /^(Word_|Scope(And|Or|Not)$)/.test(token.tokenType.name);

/**
 * What may be written at an offset of the text. Works on tokens, so that half-written stages complete too. `customFields`
 * are names of fields that messages have because settings say so.
 */
export function complete(
  document: SesqDocument,
  offset: number,
  customFields: readonly string[] = [],
): readonly Completion[] {
  const cell = cellAt(document, offset);
  if (cell === undefined || inComment(cell, offset)) return [];
  const before = cell.tokens.filter((token) => token.startOffset < offset);
  const pipeIndex = before.findLastIndex(isPipe);
  const text = textAt(before.at(-1), offset);
  if (pipeIndex < 0) return text === undefined ? completeScope(before, offset, customFields) : [];

  const stage = before.slice(pipeIndex + 1);
  const last = stage.at(-1);
  const word = last !== undefined && isWordLike(last) && endOf(last) >= offset ? last : undefined;
  const finished = word === undefined ? stage : stage.slice(0, -1);
  if (text !== undefined) return completeText(cell, stage.slice(0, -1), text, offset);

  const range = word === undefined ? { start: offset, end: offset } : { start: word.startOffset, end: endOf(word) };
  const fields = fieldCompletions(cell, offset, range, customFields);
  if (finished.length === 0) return [...stageStarts(range), ...fields];
  return [...optionWords(finished, range), ...fields, ...functionCompletions(range, 4)];
}

function inComment(cell: Cell, offset: number): boolean {
  return cell.comments.some(
    (comment) =>
      comment.startOffset < offset &&
      (offset < endOf(comment) || (comment.tokenType === LineComment && offset === endOf(comment))),
  );
}

/** The inside of a text the cursor stands in. */
function textAt(token: IToken | undefined, offset: number): TextRange | undefined {
  if (token === undefined) return undefined;
  if (token.tokenType === UnclosedText)
    return endOf(token) >= offset ? { start: token.startOffset + 1, end: offset } : undefined;
  return token.tokenType === Text && offset < endOf(token)
    ? { start: token.startOffset + 1, end: endOf(token) - 1 }
    : undefined;
}

function completeScope(
  before: readonly IToken[],
  offset: number,
  customFields: readonly string[],
): readonly Completion[] {
  const last = before.at(-1);
  const word = last !== undefined && isWordLike(last) && endOf(last) >= offset ? last : undefined;
  const range = word === undefined ? { start: offset, end: offset } : { start: word.startOffset, end: endOf(word) };
  const equals = before.at(word === undefined ? -1 : -2);
  if (equals?.tokenType.name === 'Equals') {
    const name = before.at(word === undefined ? -2 : -3)?.image ?? '';
    const field = metadataFields.find((candidate) => foldField(candidate.name) === foldField(name));
    return (field?.values ?? []).map((value) => completion({ label: value, kind: 'value', range }, 0));
  }
  const metadata = metadataFields
    .filter((field) => field.name !== '_raw')
    .map((field) =>
      completion({ label: field.name, kind: 'field', range }, 0, {
        documentation: field.summary,
        insertText: `${field.name}=`,
      }),
    );
  const custom = customFields.map((name) =>
    completion({ label: name, kind: 'field', range }, 0, { detail: customField, insertText: `${name}=` }),
  );
  return [...metadata, ...custom, ...wrapperCompletions(range, (name) => `${fieldText(name)}=`)];
}

/** What wrappers may say about messages, behind what is nearer. */
function wrapperCompletions(range: TextRange, written: (name: string) => string): readonly Completion[] {
  return wrapperFields.map(({ name, summary }) =>
    completion({ label: name, kind: 'field', range }, 3, {
      detail: wrapperField,
      documentation: summary,
      insertText: written(name),
    }),
  );
}

/** Inside a quoted text: paths of the schema, when it is a path of a `json` stage. */
function completeText(cell: Cell, stage: readonly IToken[], range: TextRange, offset: number): readonly Completion[] {
  const choice = chooseStage(stage);
  if (
    choice.kind !== 'operator' ||
    choice.operator.id !== 'json' ||
    stage.some((token) => token.tokenType.name === 'Word_as')
  )
    return [];
  const fieldWord = stage.findIndex((token) => token.tokenType.name === 'Word_field');
  const source = fieldWord < 0 ? undefined : stage[fieldWord + 2]?.image;
  const base = source === undefined || foldField(source) === '_raw' ? '' : pathOfField(cell.query, source, offset);
  const scope = cell.tokens
    .slice(0, cell.tokens.findIndex(isPipe))
    .map((token) => token.image)
    .join(' ');
  return schemaPathCompletions(range, base ?? '', /cloudtrail/i.test(scope));
}

function stageStarts(range: TextRange): readonly Completion[] {
  const operators = catalog.operators.flatMap((record) =>
    record.names.map((name, index) =>
      completion({ label: name, kind: 'operator', range }, index === 0 ? 0 : 1, {
        detail: record.syntax,
        documentation: describeRecord(record),
        insertText: index === 0 ? record.snippet : name,
        isSnippet: index === 0,
      }),
    ),
  );
  const aggregates = catalog.aggregates.map((record) =>
    completion({ label: record.names[0] ?? record.id, kind: 'aggregate', range }, 2, {
      detail: record.syntax,
      documentation: describeRecord(record),
      insertText:
        record.fields.min === 0 ? (record.names[0] ?? record.id) : `${record.names[0] ?? record.id}(\${1:field})`,
      isSnippet: record.fields.min > 0,
    }),
  );
  return [...operators, ...aggregates, ...functionCompletions(range, 5)];
}

function functionCompletions(range: TextRange, group: number): readonly Completion[] {
  return catalog.functions.map((record) => {
    const name = record.names[0] ?? record.id;
    const stops = record.parameters
      .filter((parameter) => parameter.optional !== true)
      .map((parameter, index) => `\${${index + 1}:${parameter.name}}`);
    return completion({ label: name, kind: 'function', range }, group, {
      detail: record.syntax,
      documentation: describeRecord(record),
      insertText: `${name}(${stops.join(', ')})`,
      isSnippet: stops.length > 0,
    });
  });
}

/** The option words of the operator the stage begins with, and `by` and `as` of an aggregation. */
function optionWords(stage: readonly IToken[], range: TextRange): readonly Completion[] {
  const choice = chooseStage(stage);
  const words =
    choice.kind === 'operator'
      ? choice.operator.id === 'where'
        ? expressionWords
        : choice.operator.keywords
      : choice.kind === 'rule' && choice.rule === 'aggregateStage'
        ? ['by', 'as']
        : [...expressionWords, 'as'];
  return words.map((word) => completion({ label: word, kind: 'keyword', range }, 2));
}

const expressionWords = ['and', 'or', 'not', 'in', 'matches', 'contains'];

/** Fields that exist where the cursor stands. */
function fieldCompletions(
  cell: Cell,
  offset: number,
  range: TextRange,
  customFields: readonly string[],
): readonly Completion[] {
  const stages = analyzeQuery(cell.query).stages;
  const last = stages.findLast(({ stage }) => stage.range.end < offset);
  const environment = last?.after ?? stages[0]?.before ?? startEnvironment(cell.query);
  const defined = [...environment.fields.values()].map(({ name }) =>
    completion({ label: name, kind: 'field', range }, name.startsWith('_') ? 3 : 1, { insertText: fieldText(name) }),
  );
  if (environment.phase !== 'messages') return defined;
  const custom = customFields
    .filter((name) => !environment.fields.has(foldField(name)))
    .map((name) =>
      completion({ label: name, kind: 'field', range }, 1, { detail: customField, insertText: fieldText(name) }),
    );
  const wrappers = wrapperCompletions(range, fieldText).filter(
    ({ label }) => !environment.fields.has(foldField(label)),
  );
  return [...defined, ...custom, ...wrappers];
}
