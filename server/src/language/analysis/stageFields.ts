import { findAggregate } from '../catalog/catalog.ts';
import { regexGroups } from '../regex/groups.ts';
import { regexSource } from '../regex/source.ts';
import type { AggregateCall, FieldName, Stage, StageKind, StageOf } from '../syntax/nodes.ts';
import { expressionsOf, fieldsIn } from '../syntax/walk.ts';

/** What a stage does with fields, as far as its text tells. */
export interface StageFields {
  /** Fields it needs, in the order of the text. */
  readonly reads: readonly FieldName[];
  /** Names of the fields it adds or overwrites. */
  readonly defines: readonly string[];
  /** True when only `defines` (and what it groups by) is left after it. */
  readonly replacesAll: boolean;
  /** True when it may define fields that the text does not name. */
  readonly open: boolean;
}

type FieldsOf = { readonly [K in StageKind]: (stage: StageOf<K>) => Partial<StageFields> };

const sourceOf = (source: FieldName | undefined): readonly FieldName[] => (source === undefined ? [] : [source]);

/** The column an aggregate makes: its alias, or the default name of language.md 5. */
export function aggregateOutput(call: AggregateCall): string {
  return call.alias?.name ?? findAggregate(call.name)?.output ?? `_${call.name.toLowerCase()}`;
}

const fieldsOf: FieldsOf = {
  parse: (stage) => ({
    reads: sourceOf(stage.source),
    defines: stage.patterns.flatMap((pattern) => pattern.fields.map((field) => field.name)),
  }),
  parseRegex: (stage) => ({
    reads: sourceOf(stage.source),
    defines: stage.patterns.flatMap((pattern) =>
      regexGroups(regexSource(pattern)).flatMap((group) => (group.kind === 'named' ? [group.name] : [])),
    ),
  }),
  json: (stage) => ({
    reads: sourceOf(stage.source),
    defines:
      stage.aliases.length > 0 ? stage.aliases.map((alias) => alias.name) : stage.paths.map((path) => path.value),
  }),
  where: (stage) => ({ reads: expressionsOf(stage).flatMap(fieldsIn) }),
  expression: (stage) => ({
    reads: expressionsOf(stage).flatMap(fieldsIn),
    defines: stage.alias === undefined ? [] : [stage.alias.name],
  }),
  fields: (stage) => ({ reads: stage.fields }),
  aggregateStage: (stage) => ({
    reads: [...stage.aggregates.flatMap((call) => call.args.filter((arg) => arg.kind === 'field')), ...stage.groupBy],
    defines: [...stage.groupBy.map((field) => field.name), ...stage.aggregates.map(aggregateOutput)],
    replacesAll: true,
  }),
  sort: (stage) => ({ reads: stage.keys.map((key) => key.field) }),
  top: (stage) => ({ reads: [...stage.fields, ...stage.keys.map((key) => key.field)] }),
  limit: () => ({}),
  timeslice: (stage) => ({
    defines: stage.alias === undefined ? ['_timeslice', '__timeslice_end'] : [stage.alias.name, '__timeslice_end'],
  }),
  transpose: (stage) => ({
    reads: [...stage.rows, ...stage.columns],
    defines: [...stage.rows, ...stage.named].map((field) => field.name),
    replacesAll: true,
    open: stage.openEnded,
  }),
  fillmissing: (stage) => ({ reads: stage.generators.flatMap((generator) => sourceOf(generator.field)) }),
  outlier: (stage) => ({
    reads: [stage.field, ...stage.groupBy],
    defines: ['error', 'lower', 'upper', 'indicator', 'violation', 'std', 'mean'].map(
      (suffix) => `${stage.field.name}_${suffix}`,
    ),
  }),
  lookup: (stage) => ({
    defines: stage.outputs.map((output) => (output.alias ?? output.column).name),
    open: stage.outputs.length === 0,
  }),
  broken: () => ({ open: true }),
};

/** What a stage reads and defines. A stage that could not be read may define anything. */
export function stageFields(stage: Stage): StageFields {
  const describe = fieldsOf[stage.kind] as (stage: Stage) => Partial<StageFields>;
  return { reads: [], defines: [], replacesAll: false, open: false, ...describe(stage) };
}
