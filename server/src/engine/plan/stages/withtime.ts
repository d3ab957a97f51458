/** `withtime`: a value together with the time of its message, for `most_recent` and `least_recent`. */
import type { WithtimeStage } from '../../../language/index.ts';
import { convert } from '../coerce.ts';
import { call, isNothing } from '../scalar.ts';
import { displayName, extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planWithtime: StagePlanner<WithtimeStage> = (stage, rows, planner) => {
  const time = readField(rows, '_messageTime');
  if (isNothing(time)) {
    planner.invalid(
      'withtime.no-message-time',
      'withtime needs messages with their time. Put it before the stage that groups them.',
      stage.keywordRange,
    );
    return rows;
  }
  const value = call('valueWithTime', 'text', readField(rows, stage.field.name), convert(time, 'long'));
  return extend(rows, [{ name: `${displayName(rows, stage.field)}_withtime`, value }], planner);
};
