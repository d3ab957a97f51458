import { diagnostic, replaceFix } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/didYouMean.ts';
import type { NumberLiteral, StageKind, StageOf, StageOption, StringLiteral } from '../../syntax/nodes.ts';
import type { TextRange } from '../../syntax/range.ts';
import type { QueryCheck } from './context.ts';

type Check<K extends StageKind> = (stage: StageOf<K>) => readonly Diagnostic[];

/** Most rows `limit` and `top` give (language.md 3.2). */
const rowLimit = 10_000;

function checkRowCount(count: NumberLiteral): readonly Diagnostic[] {
  if (Number.isNaN(count.value)) return [];
  if (!Number.isInteger(count.value) || count.value < 1)
    return [diagnostic('limit.range', count.range, 'Give a whole number above zero.')];
  return count.value > rowLimit
    ? [diagnostic('limit.too-many', count.range, `At most ${rowLimit.toLocaleString('en-US')} rows are given.`)]
    : [];
}

function checkAliases(
  texts: readonly StringLiteral[],
  aliases: readonly { readonly range: TextRange }[],
  whole: TextRange,
): readonly Diagnostic[] {
  if (aliases.length === 0 || aliases.length === texts.length) return [];
  const range = { start: texts[0]?.range.start ?? whole.start, end: aliases.at(-1)?.range.end ?? whole.end };
  return [
    diagnostic(
      'json.alias-count',
      range,
      `The list has ${counted(texts.length, 'text')} and ${counted(aliases.length, 'field')} after \`as\`; give one field for each.`,
    ),
  ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What the options of an operator may be. */
type OptionRule = 'number' | 'direction' | 'text' | readonly string[];
const optionRules: { readonly [K in StageKind]?: Readonly<Record<string, OptionRule>> } = {
  outlier: { window: 'number', threshold: 'number', consecutive: 'number', direction: 'direction' },
  bin: { width: 'number', min: 'number', max: 'number' },
  predict: { model: ['ar', 'linear'], 'ar.window': 'number', forecast: 'number' },
  logreduce: { limit: 'number', criteria: ['mostcommon', 'leastcommon'] },
  transactionize: {
    maxspan: 'number',
    maxpause: 'number',
    maxlogs: 'number',
    startswith: 'text',
    endswith: 'text',
    keeporphans: ['true', 'false'],
  },
};

function checkOptions(kind: StageKind, options: readonly StageOption[]): readonly Diagnostic[] {
  const rules = optionRules[kind] ?? {};
  return options.flatMap((option) => {
    const rule = Object.hasOwn(rules, option.name) ? rules[option.name] : undefined;
    if (rule === undefined) {
      const suggestion = closest(option.name, Object.keys(rules));
      const hint =
        suggestion === undefined ? `There are ${Object.keys(rules).join(', ')}.` : `Did you mean \`${suggestion}\`?`;
      return [
        diagnostic(
          'option.unknown',
          option.nameRange,
          `\`${kind}\` has no option \`${option.name}\`. ${hint}`,
          suggestion === undefined ? [] : replaceFix(option.nameRange, suggestion),
        ),
      ];
    }
    return fits(option, rule)
      ? []
      : [diagnostic('option.value', option.value.range, `\`${option.name}\` takes ${describe(rule)}.`)];
  });
}

function fits({ value }: StageOption, rule: OptionRule): boolean {
  if (value.kind === 'template') return true;
  if (rule === 'number') return value.kind === 'number';
  if (rule === 'direction')
    return value.kind === 'direction' || (value.kind === 'string' && /^[+-]{1,2}$/.test(value.value));
  if (rule === 'text') return value.kind === 'string';
  return (
    (value.kind === 'field' && rule.includes(value.name.toLowerCase())) ||
    (value.kind === 'string' && rule.includes(value.value.toLowerCase()))
  );
}

function describe(rule: OptionRule): string {
  if (rule === 'number') return 'a number';
  if (rule === 'direction') return '`+`, `-` or `+-`';
  return rule === 'text' ? 'a quoted text' : `one of ${rule.map((value) => `\`${value}\``).join(', ')}`;
}

/** The reference gives `csv` no delimiter, but queries that name one are common. */
const characterOptions = ['delim', 'escape', 'quote'];

function checkSplit(stage: StageOf<'split'>): readonly Diagnostic[] {
  return stage.options.flatMap((option) => {
    if (!characterOptions.includes(option.name))
      return [
        diagnostic(
          'option.unknown',
          option.nameRange,
          `\`${stage.kind}\` has no option \`${option.name}\`. There are ${characterOptions.join(', ')}.`,
        ),
      ];
    return option.value === ''
      ? [diagnostic('option.value', option.valueRange, `\`${option.name}\` takes one character.`)]
      : [];
  });
}

/** What can be wrong in one kind of stage beyond its grammar. */
const checks: { readonly [K in StageKind]?: Check<K> } = {
  parse: (stage) =>
    stage.patterns.flatMap(({ pattern, fields }) => {
      if (pattern.value.includes('{{')) return [];
      if (pattern.value.includes('**'))
        return [diagnostic('parse.double-wildcard', pattern.range, 'Two wildcards need text between them.')];
      const stars = pattern.value.split('*').length - 1;
      if (stars === fields.length) return [];
      const message = `The pattern has ${counted(stars, 'wildcard')} (\`*\`) and ${counted(fields.length, 'field')}; give one field for each.`;
      return [diagnostic('parse.wildcard-count', pattern.range, message)];
    }),
  json: (stage) => checkAliases(stage.paths, stage.aliases, stage.range),
  jsonAuto: (stage) => (stage.keys.length === 0 ? [] : checkAliases(stage.keys, stage.aliases, stage.range)),
  keyvalue: (stage) => (stage.keys.length === 0 ? [] : checkAliases(stage.keys, stage.aliases, stage.range)),
  parseXml: (stage) => checkAliases(stage.paths, stage.aliases, stage.range),
  csv: checkSplit,
  split: checkSplit,
  timeslice: (stage) =>
    stage.width.kind === 'period' && stage.width.period.milliseconds === 0
      ? [
          diagnostic(
            'timeslice.unit',
            stage.width.period.range,
            'Give a period such as `15m`: a number and one of w, d, h, m, s.',
          ),
        ]
      : [],
  limit: (stage) => checkRowCount(stage.count),
  top: (stage) => checkRowCount(stage.count),
  topk: (stage) => checkRowCount(stage.count),
  outlier: (stage) => checkOptions(stage.kind, stage.options),
  bin: (stage) => checkOptions(stage.kind, stage.options),
  predict: (stage) => checkOptions(stage.kind, stage.options),
  logreduce: (stage) => checkOptions(stage.kind, stage.options),
  transactionize: (stage) => checkOptions(stage.kind, stage.options),
};

/** Options, counts and lists of single stages. */
export const checkStages: QueryCheck = ({ stages }) =>
  stages.flatMap(({ stage }) => {
    const check = checks[stage.kind] as Check<StageKind> | undefined;
    return check?.(stage) ?? [];
  });
