/** `trace`: the messages that lead on from a first id. */
import type { TraceStage } from '../../../language/index.ts';
import { followTrail } from '../../analytics/tracing.ts';
import { toText } from '../coerce.ts';
import type { PlanNode } from '../nodes.ts';
import { readRegex } from '../regexPattern.ts';
import { call, column } from '../scalar.ts';
import type { StepColumn } from '../steps.ts';
import { filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planTrace: StagePlanner<TraceStage> = (stage, rows, planner) => {
  const [message, time] = ['_messageId', '_messageTime'].map((name) => rows.fields.find(name));
  if (rows.shape !== 'messages' || message === undefined || time === undefined) {
    planner.invalid(
      'trace.no-messages',
      '"trace" follows messages, so it has to come before groups are made.',
      stage.range,
    );
    return rows;
  }
  const result = readRegex(stage.pattern.written);
  if (result.kind === 'invalid') {
    planner.invalid('regex.invalid', `The regular expression cannot be read: ${result.reason}.`, stage.pattern.range);
    return rows;
  }
  const { source, backtracking, groups, groupCount } = result.pattern;
  // The first group holds the id; without one the whole match does.
  const group = groups[0]?.number ?? Math.min(groupCount, 1);
  const id: StepColumn = { id: planner.newColumn(), type: 'text' };
  const mentions: PlanNode = {
    kind: 'explode',
    input: rows.node,
    source: toText(readField(rows, '_raw')),
    backtracking,
    outputs: [{ id: id.id, pattern: source, group }],
    matched: planner.newColumn(),
    keepUnmatched: false,
  };
  const kept: StepColumn = { id: planner.newColumn(), type: 'text' };
  const read: readonly StepColumn[] = [{ id: message.id, type: message.type }, { id: time.id, type: time.type }, id];
  const table = planner.compute(mentions, read, [kept], async (found, signal) => {
    const trail = found.flatMap(([messageId, at, value]) =>
      typeof value === 'string' && value !== '' ? [{ message: String(messageId), time: Number(at), id: value }] : [],
    );
    return [...(await followTrail(trail, stage.start.value, stage.direction, signal))].map((messageId) => [
      String(messageId),
    ]);
  });
  const node: PlanNode = {
    kind: 'lookup',
    input: rows.node,
    table,
    on: [{ left: toText(column(message.id, message.type)), right: kept.id }],
    match: 'all',
    unique: true,
    columns: [kept.id],
  };
  return filter({ ...rows, node }, call('not', 'boolean', call('isNull', 'boolean', column(kept.id, 'text'))));
};
