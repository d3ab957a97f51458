import { catalog, findAggregate, findFunction, isKnownLater } from '../catalog/catalog.ts';
import type { FunctionRecord } from '../catalog/records.ts';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { closeFix, closest } from '../diagnostics/didYouMean.ts';
import type { AggregateCall, CallExpression, Stage } from '../syntax/nodes.ts';
import { expressionsOf, walkExpression } from '../syntax/walk.ts';

const functionNames = catalog.functions.flatMap((record) => record.names);
const aggregateNames = catalog.aggregates.flatMap((record) => record.names);

/** Checks the names and the number of arguments of every function a stage calls. */
export function checkCalls(stage: Stage): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const expression of expressionsOf(stage)) {
    walkExpression(expression, (node) => {
      if (node.kind === 'call') problems.push(...checkCall(node));
    });
  }
  if (stage.kind === 'aggregateStage') problems.push(...stage.aggregates.flatMap(checkAggregate));
  return problems;
}

function checkCall(call: CallExpression): readonly Diagnostic[] {
  const record = findFunction(call.name);
  if (record === undefined) {
    if (isKnownLater(call.name))
      return [diagnostic('function.not-supported-yet', call.nameRange, `\`${call.name}\` is not supported yet.`)];
    const suggestion = closest(call.name, functionNames);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    return [
      diagnostic(
        'function.unknown',
        call.nameRange,
        `There is no function \`${call.name}\`.${hint}`,
        suggestion === undefined ? [] : [closeFix(call.nameRange, suggestion)],
      ),
    ];
  }
  const { min, max } = argumentRange(record);
  if (call.args.length >= min && call.args.length <= max) return [];
  return [
    diagnostic(
      'function.argument-count',
      call.range,
      `\`${record.names[0]}\` takes ${countText(min, max)}, here are ${call.args.length}: \`${record.syntax}\`.`,
    ),
  ];
}

function argumentRange(record: FunctionRecord): { readonly min: number; readonly max: number } {
  const required = record.parameters.filter((parameter) => parameter.optional !== true);
  const repeated = record.parameters.some((parameter) => parameter.repeated === true);
  return { min: required.length, max: repeated ? 16 : record.parameters.length };
}

function checkAggregate(call: AggregateCall): readonly Diagnostic[] {
  const record = findAggregate(call.name);
  if (record === undefined) {
    if (isKnownLater(call.name))
      return [diagnostic('function.not-supported-yet', call.nameRange, `\`${call.name}\` is not supported yet.`)];
    const suggestion = closest(call.name, aggregateNames);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    return [
      diagnostic(
        'aggregate.unknown',
        call.nameRange,
        `There is no aggregate \`${call.name}\`.${hint}`,
        suggestion === undefined ? [] : [closeFix(call.nameRange, suggestion)],
      ),
    ];
  }
  const { min, max } = record.fields;
  if (call.args.length >= min && call.args.length <= max) return [];
  return [
    diagnostic(
      'aggregate.argument-count',
      call.range,
      `\`${record.names[0]}\` takes ${countText(min, max)}, here are ${call.args.length}: \`${record.syntax}\`.`,
    ),
  ];
}

function countText(min: number, max: number): string {
  const noun = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  return min === max ? noun(min) : `${min} to ${noun(max)}`;
}
