import { diagnostic } from '../../diagnostics/codes.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/didYouMean.ts';
import { fieldText, foldField } from '../../syntax/fieldNames.ts';
import type { FieldName } from '../../syntax/nodes.ts';
import type { AnalyzedStage } from '../analyze.ts';
import { undefinedFields, type UndefinedField } from '../undefinedFields.ts';
import type { QueryCheck, QueryContext } from './context.ts';
import { hasLostNames } from './regex.ts';

/** How many letters of a field's name may be a slip: `src_host` and `src_port` are two fields. */
const slips = (name: string): number => Math.max(name.length < 4 ? 0 : 1, Math.floor(name.length / 5));

/** Fields that are read and defined nowhere before, or removed before. */
export const checkUndefinedFields: QueryCheck = (context) => {
  const mended = lostNamesUsed(context);
  const reported = new Set<string>();
  return undefinedFields({ query: context.analyzed.query, stages: context.stages }).flatMap(({ field, stage }) => {
    const name = foldField(field.name);
    // One word for each name; the lost name of a group is reported at the group.
    if (reported.has(name) || mended.has(name)) return [];
    if (context.customFields.has(name) && stage.before.phase === 'messages') return [];
    // Messages of other logs may have come with fields; then only what looks like a slip is worth a word.
    const mayExist = stage.before.otherLogs && stage.before.phase === 'messages';
    if (mayExist && nearestField({ field, stage }) === undefined) return [];
    reported.add(name);
    return [undefinedField({ field, stage }, context)];
  });
};

function undefinedField({ field, stage }: UndefinedField, context: QueryContext): Diagnostic {
  const existed = (other: AnalyzedStage): boolean =>
    other.stage.range.end <= stage.stage.range.start && other.before.fields.has(foldField(field.name));
  if (stage.before.phase === 'aggregates' && context.stages.some(existed)) {
    const message = `\`${field.name}\` is gone: after an aggregation only its groups and results are left. Add it to \`by\`, or use it before.`;
    return diagnostic('field.gone', field.range, message);
  }
  const suggestion = nearestField({ field, stage });
  const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  return diagnostic(
    'field.undefined',
    field.range,
    `Nothing before this defines \`${field.name}\`.${hint}`,
    suggestion === undefined ? [] : [renameFix(field, suggestion)],
  );
}

/** A field the query defines whose name differs by a slip. */
function nearestField({ field, stage }: UndefinedField): string | undefined {
  const defined = [...stage.before.fields.values()].filter((known) => known.definition !== undefined);
  return closest(
    field.name,
    defined.map((known) => known.name),
    slips(field.name),
  );
}

function renameFix(field: FieldName, name: string): Fix {
  return { title: `Change to \`${name}\``, edits: [{ range: field.range, newText: fieldText(name) }] };
}

function lostNamesUsed({ stages, analyzed }: QueryContext): ReadonlySet<string> {
  const broken = stages.filter(({ stage }) => stage.kind === 'parseRegex' && stage.patterns.some(hasLostNames));
  const first = Math.min(...broken.map(({ stage }) => stage.range.end));
  return new Set(
    undefinedFields(analyzed).flatMap(({ field }) => (field.range.start > first ? [foldField(field.name)] : [])),
  );
}

/** `_timeslice` where no stage has made it. */
export const checkTimeslice: QueryCheck = ({ stages }) =>
  stages.flatMap((stage) => {
    if (stage.before.open || stage.before.fields.has('_timeslice')) return [];
    const field = stage.uses.reads.find(({ name }) => foldField(name) === '_timeslice');
    if (field === undefined) return [];
    const at = { start: stage.stage.range.start, end: stage.stage.range.start };
    const fix = {
      title: 'Insert `timeslice 1h` before this stage',
      edits: [{ range: at, newText: 'timeslice 1h\n| ' }],
    };
    return [
      diagnostic('timeslice.missing', field.range, 'No `timeslice` stage before this makes `_timeslice`.', [fix]),
    ];
  });
