import type { ValueType } from '../catalog/records.ts';
import { metadataFields } from '../schema/metadata.ts';
import { schemaFieldAt, type LogKind, type SchemaField } from '../schema/schema.ts';
import { foldField } from '../syntax/fieldNames.ts';
import type { Query, ScopeNode, Stage } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';
import { FieldMap } from './fieldMap.ts';
import { logKinds, searchesOtherLogs } from './searchedLogs.ts';
import { makesAggregates, stageFields, type DefinedField, type StageFields } from './stageFields.ts';

/** A field as it exists at some place of a query. */
export interface KnownField {
  readonly name: string;
  readonly type: ValueType;
  /** Where it was defined; undefined for fields every message has. */
  readonly definition: TextRange | undefined;
  /** True when the author named it. */
  readonly written: boolean;
  /** Its place in the message when a `json` stage took it from there. */
  readonly path: string | undefined;
  /** What the schemas say of that place. */
  readonly schema: SchemaField | undefined;
}

/** The fields that exist between two stages. */
export interface FieldEnvironment {
  /** By folded name. */
  readonly fields: FieldMap;
  /** True when other fields may exist too, so that an unknown name is no mistake. */
  readonly open: boolean;
  /** True when the messages are of logs that no schema describes: they may have come with fields of their own. */
  readonly otherLogs: boolean;
  /** The logs of the messages, as far as a schema describes them. */
  readonly logs: ReadonlySet<LogKind>;
  /** Message rows carry the message; aggregate rows only what was computed. */
  readonly phase: 'messages' | 'aggregates';
}

/** A stage with what is around it. */
export interface AnalyzedStage {
  readonly stage: Stage;
  readonly uses: StageFields;
  readonly before: FieldEnvironment;
  readonly after: FieldEnvironment;
}

/** A query with the fields that exist before and after each of its stages. */
export interface AnalyzedQuery {
  readonly query: Query;
  readonly stages: readonly AnalyzedStage[];
}

const timeFields = new Set(['_messagetime', '_receipttime']);

function systemField(name: string): KnownField {
  return {
    name,
    type: timeFields.has(foldField(name)) ? 'time' : 'text',
    definition: undefined,
    written: false,
    path: undefined,
    schema: undefined,
  };
}

/** The fields every message of a query has: the system's own, and those its scope tests. */
export function startEnvironment(query: Query): FieldEnvironment {
  const fields = new Map(metadataFields.map((field) => [foldField(field.name), systemField(field.name)]));
  for (const name of scopeFields(query.scope))
    if (!fields.has(foldField(name))) fields.set(foldField(name), systemField(name));
  return {
    fields: FieldMap.of(fields),
    open: readsTable(query.scope),
    otherLogs: searchesOtherLogs(query.scope),
    logs: logKinds(query.scope),
    phase: 'messages',
  };
}

/** Words that read a table in place of messages (language.md 1.1, 3.7); its columns are not known here. */
const tableReaders = new Set(['cat', 'benchmarkcat', 'infer']);

function readsTable(scope: ScopeNode | undefined): boolean {
  const first = scope?.kind === 'scopeAnd' ? scope.operands[0] : scope;
  return scope !== first && first?.kind === 'keyword' && tableReaders.has(first.text.toLowerCase());
}

/** Follows the fields of a query from stage to stage. */
export function analyzeQuery(query: Query): AnalyzedQuery {
  return { query, stages: analyzeStages(query.stages, startEnvironment(query)) };
}

/** Follows fields through the stages of a pipeline. */
export function analyzeStages(stages: readonly Stage[], start: FieldEnvironment): readonly AnalyzedStage[] {
  let before = start;
  return stages.map((stage) => {
    const typeOf = (name: string): ValueType => before.fields.get(foldField(name))?.type ?? 'any';
    const uses = stageFields(stage, typeOf);
    const after = step(before, stage, uses);
    const analyzed = { stage, uses, before, after };
    before = after;
    return analyzed;
  });
}

function step(before: FieldEnvironment, stage: Stage, uses: StageFields): FieldEnvironment {
  const groups = stage.kind === 'aggregateStage' || stage.kind === 'transpose' || stage.kind === 'countFrequent';
  const defined = new Map<string, KnownField>();
  for (const field of uses.defines) {
    const key = foldField(field.name);
    defined.set(key, (groups ? before.fields.get(key) : undefined) ?? knownField(field, before));
  }
  return {
    fields: keptFields(before, uses).with(defined),
    open: uses.open || (before.open && uses.keeps === 'everything'),
    otherLogs: before.otherLogs,
    logs: before.logs,
    phase: before.phase === 'aggregates' || makesAggregates(stage) ? 'aggregates' : 'messages',
  };
}

/** What a stage leaves of the fields before it. */
function keptFields(before: FieldEnvironment, uses: StageFields): FieldMap {
  if (uses.keeps === 'own') return FieldMap.of([]);
  if (uses.keeps === 'everything') {
    if (uses.drops.length === 0) return before.fields;
    const dropped = new Set(uses.drops.map(({ name }) => foldField(name)));
    return FieldMap.of([...before.fields.entries()].filter(([key]) => !dropped.has(key)));
  }
  // Where fields may exist that no text names, a list names them.
  const listed = uses.reads.flatMap(({ name }) => {
    const kept = before.fields.get(foldField(name)) ?? (before.open ? systemField(name) : undefined);
    return kept === undefined ? [] : [[foldField(name), kept] as const];
  });
  // Without an aggregation the system's own fields survive a list (language.md 3.3).
  const system = [...before.fields.entries()].filter(([key]) => before.phase === 'messages' && key.startsWith('_'));
  return FieldMap.of([...listed, ...system]);
}

function knownField(defined: DefinedField, before: FieldEnvironment): KnownField {
  const path = defined.path === undefined ? undefined : fullPath(defined.path, defined.source, before);
  const { name, type, range, written } = defined;
  return { name, type, definition: range, written, path, schema: path === undefined ? undefined : schemaFieldAt(path) };
}

/** The path from the message, when the field a path starts from came from the message itself. */
function fullPath(path: string, source: string | undefined, before: FieldEnvironment): string | undefined {
  if (source === undefined || foldField(source) === '_raw') return path;
  const parent = before.fields.get(foldField(source))?.path;
  return parent === undefined ? undefined : `${parent}.${path}`;
}

function scopeFields(scope: ScopeNode | undefined): readonly string[] {
  switch (scope?.kind) {
    case 'fieldTerm':
      return [scope.field.name];
    case 'scopeNot':
      return scopeFields(scope.operand);
    case 'scopeAnd':
    case 'scopeOr':
      return scope.operands.flatMap(scopeFields);
    default:
      return [];
  }
}
