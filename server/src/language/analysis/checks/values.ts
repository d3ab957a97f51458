import { diagnostic, replaceFix } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/didYouMean.ts';
import { foldField } from '../../syntax/fieldNames.ts';
import type { BinaryExpression, Expression, FieldName, StringLiteral } from '../../syntax/nodes.ts';
import { expressionsOf, walkExpression } from '../../syntax/walk.ts';
import type { AnalyzedStage, KnownField } from '../analyze.ts';
import type { QueryCheck } from './context.ts';

/** Comparisons that no row can pass, and values a field never has. */
export const checkValues: QueryCheck = ({ stages }) =>
  stages.flatMap((stage) => {
    const problems: Diagnostic[] = [];
    for (const expression of expressionsOf(stage.stage)) {
      walkExpression(expression, (node) => {
        if (node.kind === 'binary') problems.push(...checkComparison(node, stage));
        if (node.kind === 'in' && node.operand.kind === 'field') {
          const { operand } = node;
          problems.push(
            ...node.options.flatMap((option) => (option.kind === 'string' ? checkValue(operand, option, stage) : [])),
          );
        }
      });
    }
    return problems;
  });

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>=']);

function checkComparison(node: BinaryExpression, stage: AnalyzedStage): readonly Diagnostic[] {
  if (!comparisons.has(node.operator)) return [];
  const { left, right } = node;
  const nullSide = isNull(left, stage) ? right : isNull(right, stage) ? left : undefined;
  if (nullSide !== undefined) {
    return [
      diagnostic(
        'comparison.never-true',
        node.range,
        'A comparison with null is never true; use `isNull(…)` or `!isNull(…)`.',
      ),
    ];
  }
  if (node.operator === '=' && isConstant(left) && isConstant(right) && constantValue(left) !== constantValue(right)) {
    return [diagnostic('comparison.never-true', node.range, 'These two values are never equal.')];
  }
  if (node.operator !== '=' && node.operator !== '!=') return [];
  if (left.kind === 'field' && right.kind === 'string') return checkValue(left, right, stage);
  return right.kind === 'field' && left.kind === 'string' ? checkValue(right, left, stage) : [];
}

function isNull(expression: Expression, { before }: AnalyzedStage): boolean {
  return expression.kind === 'null' && !before.open && !before.fields.has('null');
}

function isConstant(expression: Expression): expression is Expression & { readonly kind: 'string' | 'number' } {
  return expression.kind === 'number' || (expression.kind === 'string' && !expression.value.includes('{{'));
}

/** Numbers equal texts that hold them. */
function constantValue(expression: Expression): string {
  if (expression.kind === 'number') return String(expression.value);
  if (expression.kind !== 'string') return '';
  return expression.value.trim() !== '' && !Number.isNaN(Number(expression.value))
    ? String(Number(expression.value))
    : expression.value;
}

/** The schemas list the hosts of SES only; a trail holds the calls of every service. */
const serviceHost = /^[a-z0-9-]+\.amazonaws\.com$/;

function checkValue(field: FieldName, value: StringLiteral, { before }: AnalyzedStage): readonly Diagnostic[] {
  const known: KnownField | undefined = before.fields.get(foldField(field.name));
  const values = known?.schema?.enum;
  if (
    values === undefined ||
    before.otherLogs ||
    value.value === '' ||
    value.value.includes('{{') ||
    value.value.includes('*') ||
    values.includes(value.value) ||
    serviceHost.test(value.value)
  )
    return [];
  const suggestion = closest(value.value, values);
  const fixes =
    suggestion === undefined ? [] : replaceFix({ start: value.range.start + 1, end: value.range.end - 1 }, suggestion);
  const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  if (known?.schema?.enumOpen === false) {
    return [
      diagnostic(
        'value.unknown',
        value.range,
        `\`${known.path}\` is never \`${value.value}\`.${hint || ` It is one of ${values.join(', ')}.`}`,
        fixes,
      ),
    ];
  }
  return [
    diagnostic(
      'value.unlisted',
      value.range,
      `\`${value.value}\` is not a known value of \`${known?.path}\`.${hint}`,
      fixes,
    ),
  ];
}
