import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Query, Stage, StageKind, StageOf } from '../syntax/nodes.ts';
import { checkRegex } from './checkRegex.ts';
import { undefinedFields } from './undefinedFields.ts';

type Check<K extends StageKind> = (stage: StageOf<K>, query: Query) => readonly Diagnostic[];

/** Most rows `limit` and `top` give (language.md 3.2). */
const rowLimit = 10_000;

function checkRowCount(stage: StageOf<'limit'> | StageOf<'top'>): readonly Diagnostic[] {
  const { value, range } = stage.count;
  if (Number.isInteger(value) && value >= 1 && value <= rowLimit) return [];
  return [diagnostic('limit.range', range, `Give a whole number from 1 to ${rowLimit.toLocaleString('en-US')}.`)];
}

/** What can be wrong in one kind of stage beyond its grammar. */
const checks: { readonly [K in StageKind]?: Check<K> } = {
  parse: (stage) =>
    stage.patterns.flatMap(({ pattern, fields }) => {
      const stars = pattern.value.split('*').length - 1;
      if (stars === fields.length) return [];
      const message = `The pattern has ${stars} wildcard${stars === 1 ? '' : 's'} (\`*\`) and ${fields.length} field${fields.length === 1 ? '' : 's'}; give one field for each.`;
      return [diagnostic('parse.wildcard-count', pattern.range, message)];
    }),
  parseRegex: (stage, query) => {
    const lostNames = undefinedFields(query)
      .filter((field) => field.range.start > stage.range.end)
      .map((field) => field.name);
    return stage.patterns.flatMap((pattern) => checkRegex(pattern, lostNames));
  },
  json: (stage) =>
    stage.aliases.length === 0 || stage.aliases.length === stage.paths.length
      ? []
      : [
          diagnostic(
            'json.alias-count',
            {
              start: stage.paths[0]?.range.start ?? stage.range.start,
              end: stage.aliases.at(-1)?.range.end ?? stage.range.end,
            },
            `There are ${stage.paths.length} paths and ${stage.aliases.length} fields after \`as\`; give one field for each path.`,
          ),
        ],
  timeslice: (stage) =>
    stage.width.kind === 'period' && !(stage.width.period.milliseconds > 0)
      ? [
          diagnostic(
            'timeslice.unit',
            stage.width.period.range,
            'Give a period such as `15m`: a number and one of w, d, h, m, s.',
          ),
        ]
      : [],
  limit: checkRowCount,
  top: checkRowCount,
};

/** Findings of one stage. */
export function checkStage(stage: Stage, query: Query): readonly Diagnostic[] {
  const check = checks[stage.kind] as Check<StageKind> | undefined;
  return check?.(stage, query) ?? [];
}
