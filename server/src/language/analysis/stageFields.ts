import { findAggregate, findFunction, findOperator } from '../catalog/catalog.ts';
import type { ValueType } from '../catalog/records.ts';
import { regexGroups } from '../regex/groups.ts';
import { regexSource } from '../regex/source.ts';
import type {
  AggregateCall,
  CallExpression,
  Expression,
  FieldName,
  NumberLiteral,
  Stage,
  StageKind,
  StageOf,
  StringLiteral,
} from '../syntax/nodes.ts';
import { foldField } from '../syntax/fieldNames.ts';
import type { TextRange } from '../syntax/range.ts';
import { expressionsOf, fieldsIn } from '../syntax/walk.ts';
import { expressionType } from './expressionType.ts';

/** A field a stage adds or overwrites. */
export interface DefinedField {
  readonly name: string;
  readonly type: ValueType;
  /** Where its name stands; the operator for fields that are defined without being named. */
  readonly range: TextRange;
  /** True when the author wrote the name, so that leaving it unused is worth a word. */
  readonly written: boolean;
  /** The path of the `json` stage that fills it. */
  readonly path?: string;
  /** The field that path starts from; undefined for the message. */
  readonly source?: string;
}

/** What a stage does with fields, as far as its text tells. */
export interface StageFields {
  /** Fields it needs, in the order of the text. */
  readonly reads: readonly FieldName[];
  readonly defines: readonly DefinedField[];
  /** Fields it removes. */
  readonly drops: readonly FieldName[];
  /** `own`: only what it defines is left after it; `listed`: only what it reads; otherwise everything stays. */
  readonly keeps: 'everything' | 'own' | 'listed';
  /** True when it may define fields that the text does not name. */
  readonly open: boolean;
}

/** Looks up the type of a field before the stage. */
export type TypeOf = (name: string) => ValueType;

type Describe<K extends StageKind> = (stage: StageOf<K>, typeOf: TypeOf) => Partial<StageFields>;

const optional = (field: FieldName | undefined): readonly FieldName[] => (field === undefined ? [] : [field]);

/** A field defined under a name the author wrote. */
const named = (field: FieldName, type: ValueType): DefinedField => ({
  name: field.name,
  type,
  range: field.range,
  written: true,
});

/** A field the operator names by itself. */
const implied = (name: string, type: ValueType, stage: Stage): DefinedField => ({
  name,
  type,
  range: stage.keywordRange,
  written: false,
});

/** The columns an aggregate makes: its alias, or the default names of language.md 5; several percentiles make several. */
export function aggregateOutputs(call: AggregateCall): readonly string[] {
  const numbers = call.args.filter((arg): arg is NumberLiteral => arg.kind === 'number');
  if (call.alias !== undefined && numbers.length < 2) return [call.alias.name];
  const pattern = findAggregate(call.name)?.output ?? `_${call.name.toLowerCase()}`;
  const [field] = call.args.filter((arg) => arg.kind === 'field');
  const withField = pattern.replace('<field>', field?.kind === 'field' ? field.name : '');
  if (!withField.includes('<n>')) return [withField];
  return (numbers.length === 0 ? ['50'] : numbers.map((number) => number.written)).map((n) =>
    withField.replace('<n>', n),
  );
}

/** Fields named by the texts of a stage or by the list after `as`. */
function aliased(
  texts: readonly StringLiteral[],
  aliases: readonly FieldName[],
  type: ValueType,
): readonly DefinedField[] {
  if (aliases.length > 0) return aliases.map((alias) => named(alias, type));
  return texts.map((text) => ({ name: text.value, type, range: text.range, written: false }));
}

function describeJson(stage: StageOf<'json'>): Partial<StageFields> {
  const source = stage.source === undefined ? {} : { source: stage.source.name };
  const defines = aliased(stage.paths, stage.aliases, 'text').map((field, index) => ({
    ...field,
    path: stage.paths[index]?.value ?? field.name,
    ...source,
  }));
  return { reads: optional(stage.source), defines };
}

/** Where an expression stage without a name writes: the one field of a one-field function, rewritten in place. */
export function rewrittenField(expression: Expression): FieldName | undefined {
  if (expression.kind !== 'call' || findFunction(expression.name)?.returns === 'boolean') return undefined;
  const [field, ...others] = (expression satisfies CallExpression).args.filter((arg) => arg.kind === 'field');
  return field?.kind === 'field' && others.length === 0 ? field : undefined;
}

const geoColumns = ['latitude', 'longitude', 'country_code', 'country_name', 'city', 'state'];
const runningOutputs = {
  accum: '_accum',
  total: '_total',
  diff: '_diff',
  backshift: '_backshift',
  smooth: '_smooth',
  rollingstd: '_rollingstd',
} as const;

const describeStage: { readonly [K in StageKind]: Describe<K> } = {
  parse: (stage) => ({
    reads: optional(stage.source),
    defines: stage.patterns.flatMap((pattern) => pattern.fields.map((field) => named(field, 'text'))),
  }),
  parseRegex: (stage) => ({
    reads: optional(stage.source),
    defines: stage.patterns.flatMap((pattern) =>
      regexGroups(regexSource(pattern)).flatMap((group) =>
        group.kind === 'named'
          ? [{ name: group.name, type: 'text' as const, range: pattern.range, written: true }]
          : [],
      ),
    ),
  }),
  json: describeJson,
  jsonAuto: (stage) => ({
    reads: optional(stage.source),
    defines: aliased(stage.keys, stage.aliases, 'text'),
    open: stage.keys.length === 0,
  }),
  csv: (stage) => ({
    reads: [stage.source],
    defines: stage.items.flatMap((item) => (item.field === undefined ? [] : [named(item.field, 'text')])),
  }),
  split: (stage) => ({
    reads: [stage.source],
    defines: stage.items.flatMap((item) => (item.field === undefined ? [] : [named(item.field, 'text')])),
  }),
  keyvalue: (stage) => ({
    reads: optional(stage.source),
    defines: aliased(stage.keys, stage.aliases, 'text').flatMap((field) =>
      field.written ? [field] : [field, { ...field, name: field.name.replaceAll(/[^A-Za-z0-9_]/g, '_') }],
    ),
    open: stage.keys.length === 0,
  }),
  parseXml: (stage) => ({ reads: optional(stage.source), defines: aliased(stage.paths, stage.aliases, 'text') }),
  where: (stage) => ({ reads: expressionsOf(stage).flatMap(fieldsIn) }),
  dedup: (stage) => ({ reads: stage.groupBy }),
  filter: (stage) => ({ reads: stage.fields }),
  expression: (stage, typeOf) => {
    const reads = expressionsOf(stage).flatMap(fieldsIn);
    const type = expressionType(stage.expression, typeOf);
    if (stage.alias !== undefined) return { reads, defines: [named(stage.alias, type)] };
    const rewritten = rewrittenField(stage.expression);
    return { reads, defines: rewritten === undefined ? [] : [{ ...named(rewritten, type), written: false }] };
  },
  fields: (stage) => (stage.mode === 'keep' ? { reads: stage.fields, keeps: 'listed' } : { drops: stage.fields }),
  withtime: (stage) => ({ reads: [stage.field], defines: [implied(`${stage.field.name}_withtime`, 'json', stage)] }),
  aggregateStage: (stage, typeOf) => ({
    reads: [...stage.aggregates.flatMap((call) => call.args.filter((arg) => arg.kind === 'field')), ...stage.groupBy],
    defines: [
      ...stage.groupBy.map((field) => ({ ...named(field, typeOf(field.name)), written: false })),
      ...stage.aggregates.flatMap((call) =>
        aggregateOutputs(call).map((name) => ({
          name,
          type: findAggregate(call.name)?.returns ?? ('any' as const),
          range: call.alias?.range ?? call.nameRange,
          written: false,
        })),
      ),
    ],
    keeps: 'own',
  }),
  countFrequent: (stage, typeOf) => ({
    reads: stage.fields,
    defines: [
      ...stage.fields.map((field) => ({ ...named(field, typeOf(field.name)), written: false })),
      implied('_approxcount', 'number', stage),
    ],
    keeps: 'own',
  }),
  topk: (stage) => ({ reads: [...stage.fields, ...stage.groupBy], defines: [implied('_rank', 'number', stage)] }),
  sort: (stage) => ({ reads: stage.keys.map((key) => key.field) }),
  // On messages `top 5 f by count` counts first, and `count` is what it counted (language.md 3.4).
  top: (stage) => ({
    reads: [
      ...stage.fields,
      ...stage.keys.flatMap(({ field }) => (['count', '_count'].includes(foldField(field.name)) ? [] : [field])),
    ],
    defines: [implied('_count', 'number', stage)],
  }),
  limit: () => ({}),
  timeslice: (stage) => ({
    defines: [
      stage.alias === undefined
        ? implied('_timeslice', 'time', stage)
        : { ...named(stage.alias, 'time'), written: false },
      implied('__timeslice_end', 'time', stage),
    ],
  }),
  transpose: (stage, typeOf) => ({
    reads: [...stage.rows, ...stage.columns],
    defines: [
      ...stage.rows.map((field) => ({ ...named(field, typeOf(field.name)), written: false })),
      ...stage.named.map((field) => ({ ...named(field, 'any'), written: false })),
    ],
    keeps: 'own',
    open: stage.openEnded,
  }),
  fillmissing: (stage) => ({
    reads: [
      ...stage.generators.flatMap((generator) => optional(generator.field)),
      ...stage.defaults.map((value) => value.field),
    ],
  }),
  compare: () => ({ open: true }),
  running: (stage) => ({
    reads: [stage.field, ...stage.groupBy],
    defines: [
      stage.alias === undefined
        ? implied(runningOutputs[stage.operator], 'number', stage)
        : named(stage.alias, 'number'),
    ],
  }),
  bin: (stage) => ({
    reads: [stage.field],
    defines: [
      implied('_bin_label', 'text', stage),
      implied('_bin_lower', 'number', stage),
      implied('_bin_upper', 'number', stage),
    ],
  }),
  outlier: (stage) => ({
    reads: [stage.field, ...stage.groupBy],
    defines: ['error', 'lower', 'upper', 'indicator', 'violation', 'std', 'mean'].map((suffix) =>
      implied(`${stage.field.name}_${suffix}`, 'number', stage),
    ),
  }),
  predict: (stage) => ({
    reads: [stage.field],
    defines: ['predicted', 'error', 'linear'].map((suffix) =>
      implied(`${stage.field.name}_${suffix}`, 'number', stage),
    ),
  }),
  // Which side of a pair is the row's field is known only with the table at hand, so pairs are not read here.
  lookup: (stage) => ({
    defines: stage.outputs.map((output) => named(output.alias ?? output.column, 'any')),
    open: stage.outputs.length === 0,
  }),
  geoip: (stage) => ({
    reads: [stage.field],
    defines: [
      ...geoColumns.map((name) => implied(name, name.endsWith('tude') ? 'number' : 'text', stage)),
      ...stage.columns.map((column) => ({ ...named(column, 'text'), written: false })),
    ],
  }),
  threat: (stage) => ({ reads: stage.fields, open: true }),
  cat: () => ({ open: true }),
  save: () => ({}),
  logreduce: (stage) => ({
    reads: [...optional(stage.source), ...stage.fields, ...stage.groupBy],
    keeps: 'own',
    open: true,
  }),
  logcompare: () => ({ keeps: 'own', open: true }),
  logexplain: (stage) => ({ reads: [...fieldsIn(stage.condition), ...stage.fields], keeps: 'own', open: true }),
  join: () => ({ keeps: 'own', open: true }),
  compose: (stage) => ({ reads: stage.fields }),
  transaction: (stage) => ({ reads: stage.fields, keeps: 'own', open: true }),
  transactionize: (stage) => ({ reads: stage.fields, open: true }),
  merge: (stage) => ({ reads: stage.items.map((item) => item.field), open: true }),
  sessionize: (stage) => ({
    defines: stage.patterns.flatMap((pattern) => pattern.fields.map((field) => named(field, 'text'))),
  }),
  trace: () => ({}),
  opaque: () => ({ open: true }),
  broken: () => ({ open: true }),
};

/** What a stage reads and defines. A stage that could not be read may define anything. */
export function stageFields(stage: Stage, typeOf: TypeOf = () => 'any'): StageFields {
  const describe = describeStage[stage.kind] as Describe<StageKind>;
  return { reads: [], defines: [], drops: [], keeps: 'everything', open: false, ...describe(stage, typeOf) };
}

/** Operators whose stage leaves aggregate rows. */
export function makesAggregates(stage: Stage): boolean {
  const operator = stage.kind === 'aggregateStage' ? 'aggregates' : findOperator(stage.kind)?.phase;
  return (
    operator === 'aggregates' ||
    ['countFrequent', 'transpose', 'transaction', 'logreduce', 'logcompare', 'logexplain', 'merge'].includes(stage.kind)
  );
}
