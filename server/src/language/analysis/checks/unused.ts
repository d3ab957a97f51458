import { diagnostic } from '../../diagnostics/codes.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { foldField } from '../../syntax/fieldNames.ts';
import type { Expression, FieldName, Stage } from '../../syntax/nodes.ts';
import type { TextRange } from '../../syntax/range.ts';
import { walkExpression } from '../../syntax/walk.ts';
import type { AnalyzedStage } from '../analyze.ts';
import type { DefinedField } from '../stageFields.ts';
import type { QueryCheck } from './context.ts';

/** A list with more names than this to spare describes a log, as the first lines of pasted queries do. */
const fewNames = 3;

/**
 * Fields the author named and never used, where the query ends in an aggregation that drops them. Only what could be
 * deleted without another result is told: a stage none of whose fields is used, or a name out of a list that names
 * what it wants. The names of patterns and columns document the text they are read from, and stay.
 */
export const checkUnusedFields: QueryCheck = ({ text, stages, analyzed }) => {
  const top = analyzed.stages;
  const readers = new Readers(top, stages);
  return top.flatMap(({ stage, uses }, index) => {
    const written = uses.defines.filter((defined) => defined.written && defined.name !== '_');
    if (written.length === 0 || !deletable(stage)) return [];
    // Without an aggregation every field is a column of the result; open stages may use anything.
    const end = readers.endFrom(index + 1);
    if (end === undefined || parsesAgain(stage, top.slice(index + 1, end + 1))) return [];
    const unused = written.filter(({ name }) => !readers.reads(foldField(name), index, end));
    if (unused.length === written.length) return [unusedStage(text, stage, unused)];
    return listsWishes(stage) && unused.length <= fewNames ? unused.map(unusedField) : [];
  });
};

/** Who reads which field, looked up once for all stages of a query. */
class Readers {
  /** By folded name, the indexes of the stages that read it, those of nested stages being that of the stage around. */
  private readonly indexes = new Map<string, number[]>();
  private readonly ends: (number | undefined)[] = [];

  constructor(top: readonly AnalyzedStage[], all: readonly AnalyzedStage[]) {
    let around = 0;
    for (const stage of all) {
      while (around < top.length - 1 && (top[around + 1]?.stage.range.start ?? 0) <= stage.stage.range.start)
        around += 1;
      for (const name of namesRead(stage)) {
        const indexes = this.indexes.get(name);
        if (indexes === undefined) this.indexes.set(name, [around]);
        else indexes.push(around);
      }
    }
    let end: number | undefined;
    for (let index = top.length - 1; index >= 0; index -= 1) {
      const uses = top[index]?.uses;
      if (uses?.keeps !== 'everything') end = index;
      if (uses?.open === true) end = undefined;
      this.ends[index] = end;
    }
  }

  /** The first stage from an index on that leaves only what it names; undefined when fields may live on. */
  endFrom(index: number): number | undefined {
    return this.ends[index];
  }

  /** True when a stage after one index and up to another reads the field. */
  reads(folded: string, after: number, end: number): boolean {
    return this.indexes.get(folded)?.some((index) => after < index && index <= end) ?? false;
  }
}

function unusedStage(text: string, stage: Stage, unused: readonly DefinedField[]): Diagnostic {
  const names = unused.slice(0, 3).map(({ name }) => `\`${name}\``);
  const others = unused.length - names.length;
  const list =
    others > 0 ? `${names.join(', ')} and ${others} more` : names.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return diagnostic('field.unused', stage.range, `Nothing uses ${list}; this stage can be deleted.`, [
    deleteStage(text, stage.range),
  ]);
}

function unusedField({ name, range }: DefinedField): Diagnostic {
  return diagnostic('field.unused', range, `Nothing uses \`${name}\`.`);
}

/** Deletes a stage with the pipe before it and the blanks between. */
function deleteStage(text: string, { start, end }: TextRange): Fix {
  const before = /[ \t]*\r?\n?[ \t]*\|[ \t\r\n]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? '';
  return { title: 'Delete this stage', edits: [{ range: { start: start - before.length, end }, newText: '' }] };
}

/** Functions that drop the rows whose address they cannot read (language.md 4.6). */
const dropping = new Set(['isprivateip', 'ispublicip', 'isreservedip']);

/** True when a stage does nothing but give fields, so that the rows are the same without it. */
function deletable(stage: Stage): boolean {
  switch (stage.kind) {
    case 'parse':
    case 'json':
    case 'keyvalue':
    case 'parseXml':
      return stage.nodrop;
    case 'parseRegex':
      return stage.nodrop && !stage.multi;
    case 'csv':
    case 'split':
    case 'lookup':
    case 'running':
      return true;
    case 'expression':
      return !dropsRows(stage.expression);
    default:
      return false;
  }
}

function dropsRows(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, (node) => {
    if (node.kind === 'call' && dropping.has(node.name.toLowerCase())) found = true;
  });
  return found;
}

/** Of two parses of one text the second spares the rows that the first has matched (language.md 3.1). */
function parsesAgain(stage: Stage, later: readonly AnalyzedStage[]): boolean {
  const isParse = (other: Stage) => other.kind === 'parse' || other.kind === 'parseRegex';
  return (
    isParse(stage) &&
    later.some(
      ({ stage: other }) => isParse(other) && !other.nodrop && sourceOf(stage.source) === sourceOf(other.source),
    )
  );
}

const sourceOf = (field: FieldName | undefined): string => foldField(field?.name ?? '_raw');

/** Stages whose fields can be given up one by one. */
const listsWishes = (stage: Stage): boolean =>
  stage.kind === 'json' || stage.kind === 'keyvalue' || stage.kind === 'parseXml' || stage.kind === 'lookup';

/** The folded names a stage reads; pairs of `lookup` and `join` name fields on either side. */
function namesRead({ stage, uses }: AnalyzedStage): ReadonlySet<string> {
  const names = uses.reads.map(({ name }) => name);
  if (stage.kind === 'lookup')
    for (const { left, right } of stage.on) names.push(left.name, ...(right === undefined ? [] : [right.name]));
  if (stage.kind === 'join') for (const { left, right } of stage.on) names.push(left.field, right.field);
  return new Set(names.map(foldField));
}
