import { catalog, findAggregate, findFunction, findOperator } from '../../catalog/catalog.ts';
import type { FunctionRecord, Parameter } from '../../catalog/records.ts';
import { diagnostic } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { closeFix, closest } from '../../diagnostics/didYouMean.ts';
import { sameField } from '../../syntax/fieldNames.ts';
import type { AggregateCall, AggregateStage, CallExpression, Expression } from '../../syntax/nodes.ts';
import { expressionsOf, walkExpression } from '../../syntax/walk.ts';
import { aggregateOutputs } from '../stageFields.ts';
import type { QueryCheck } from './context.ts';

const functionNames = catalog.functions.flatMap((record) => record.names);
const aggregateNames = catalog.aggregates.flatMap((record) => record.names);

/** Names, number and kind of the arguments of every function and aggregate. */
export const checkCalls: QueryCheck = ({ stages }) =>
  stages.flatMap(({ stage }) => {
    const problems: Diagnostic[] = [];
    for (const expression of expressionsOf(stage)) {
      walkExpression(expression, (node) => {
        if (node.kind === 'call') problems.push(...checkCall(node));
      });
    }
    if (stage.kind === 'aggregateStage')
      problems.push(...stage.aggregates.flatMap(checkAggregate), ...checkDuplicates(stage));
    return problems;
  });

/** Names that are kept for old queries only. */
export const checkDeprecated: QueryCheck = ({ text, stages }) =>
  stages.flatMap(({ stage }) => {
    const record = findOperator(text.slice(stage.keywordRange.start, stage.keywordRange.end).replace(/\s+/g, ' '));
    return record?.deprecated === undefined
      ? []
      : [diagnostic('deprecated.name', stage.keywordRange, record.deprecated)];
  });

function checkCall(call: CallExpression): readonly Diagnostic[] {
  const record = findFunction(call.name);
  if (record === undefined) {
    const suggestion = closest(call.name, functionNames);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const fixes = suggestion === undefined ? [] : [closeFix(call.nameRange, suggestion)];
    return [diagnostic('function.unknown', call.nameRange, `There is no function \`${call.name}\`.${hint}`, fixes)];
  }
  const { min, max } = argumentRange(record);
  if (call.args.length < min || call.args.length > max) {
    const message = `\`${record.names[0]}\` takes ${countText(min, max)}, here ${call.args.length === 1 ? 'is' : 'are'} ${call.args.length}: \`${record.syntax}\`.`;
    return [diagnostic('function.argument-count', call.range, message)];
  }
  return call.args.flatMap((argument, index) => {
    const parameter = record.parameters[Math.min(index, record.parameters.length - 1)];
    return parameter === undefined || fits(argument, parameter)
      ? []
      : [
          diagnostic(
            'function.argument-type',
            argument.range,
            `\`${record.names[0]}\` needs a ${parameter.type} here (${parameter.name}).`,
          ),
        ];
  });
}

/** False only when a literal can never be what the parameter needs; texts that hold numbers are numbers. */
function fits(argument: Expression, parameter: Parameter): boolean {
  if (parameter.type === 'number' || parameter.type === 'time') {
    if (argument.kind === 'boolean') return false;
    return (
      argument.kind !== 'string' ||
      argument.value.includes('{{') ||
      (argument.value.trim() !== '' && !Number.isNaN(Number(argument.value)))
    );
  }
  return parameter.type !== 'boolean' || !['number', 'regex'].includes(argument.kind);
}

function argumentRange(record: FunctionRecord): { readonly min: number; readonly max: number } {
  const required = record.parameters.filter((parameter) => parameter.optional !== true);
  const repeated = record.parameters.some((parameter) => parameter.repeated === true);
  return { min: required.length, max: repeated ? 16 : record.parameters.length };
}

function checkAggregate(call: AggregateCall): readonly Diagnostic[] {
  const record = findAggregate(call.name);
  if (record === undefined) {
    const suggestion = closest(call.name, aggregateNames);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const fixes = suggestion === undefined ? [] : [closeFix(call.nameRange, suggestion)];
    return [diagnostic('aggregate.unknown', call.nameRange, `There is no aggregate \`${call.name}\`.${hint}`, fixes)];
  }
  const { min, max } = record.fields;
  const fields = call.args.filter((arg) => arg.kind === 'field').length;
  const numbers = call.args.length - fields;
  if (fields >= min && fields <= max && (numbers === 0 || record.numbers === true)) return [];
  return [
    diagnostic(
      'aggregate.argument-count',
      call.range,
      `\`${record.names[0]}\` takes ${countText(min, max)}: \`${record.syntax}\`.`,
    ),
  ];
}

function checkDuplicates(stage: AggregateStage): readonly Diagnostic[] {
  const seen: string[] = [];
  return stage.aggregates.flatMap((call) =>
    aggregateOutputs(call).flatMap((name) => {
      const taken = seen.some((other) => sameField(other, name));
      seen.push(name);
      const range = call.alias?.range ?? call.range;
      return taken
        ? [
            diagnostic(
              'aggregate.duplicate-name',
              range,
              `Two functions of this stage fill \`${name}\`; give one of them another name with \`as\`.`,
            ),
          ]
        : [];
    }),
  );
}

function countText(min: number, max: number): string {
  const noun = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  return min === max ? noun(min) : `${min} to ${noun(max)}`;
}
