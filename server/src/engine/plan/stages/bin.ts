/** `bin`: ranges of equal width for the values of a field. */
import type { BinStage } from '../../../language/index.ts';
import { toDouble, toText } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import type { Planner } from '../planner.ts';
import { call, nothing, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { extend, extendHidden, readField, readNumbers } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

interface BinOptions {
  width?: number;
  min?: number;
  max?: number;
}

/** Ranges are counted from `min`, or from 0 without it. */
export const planBin: StagePlanner<BinStage> = (stage, rows, planner) => {
  const value = readNumbers(rows, stage.field, planner);
  const { width, min, max } = readOptions(stage, planner);
  if (width === undefined || !(width > 0) || (min !== undefined && max !== undefined && max <= min)) {
    planner.invalid(
      'bin.range',
      'bin needs a width above 0, for example width=10, and a max above its min.',
      stage.keywordRange,
    );
    return rows;
  }
  const origin = min ?? 0;
  let index: Scalar = call(
    'floor',
    'double',
    calculate('/', calculate('-', toDouble(value), double(origin)), double(width)),
  );
  if (min !== undefined) index = call('greatest', 'double', index, double(0));
  if (max !== undefined) index = call('least', 'double', index, double(Math.ceil((max - origin) / width) - 1));
  const bin = extendHidden(rows, index, planner);
  const at = (place: Scalar): Scalar => calculate('+', calculate('*', place, double(width)), double(origin));
  const first: Scalar = { kind: 'column', id: bin.id, type: 'double' };
  const bounds = extend(
    bin.rows,
    [
      { name: '_bin_lower', value: at(first) },
      { name: '_bin_upper', value: at(calculate('+', first, double(1))) },
    ],
    planner,
  );
  const [lower, upper] = [readField(bounds, '_bin_lower'), readField(bounds, '_bin_upper')];
  const label = call('concat', 'text', text('['), toText(lower), text(', '), toText(upper), text(')'));
  const known = call('if', 'text', call('isNull', 'boolean', lower), nothing(), label);
  return extend(bounds, [{ name: '_bin_label', value: known }], planner);
};

function double(value: number): Scalar {
  return { kind: 'constant', value, type: 'double' };
}

function readOptions(stage: BinStage, planner: Planner): BinOptions {
  const options: BinOptions = {};
  for (const { name, nameRange, value } of stage.options) {
    const key = name.toLowerCase();
    if ((key === 'width' || key === 'min' || key === 'max') && value.kind === 'number' && Number.isFinite(value.value))
      options[key] = value.value;
    else
      planner.invalid(
        'option.invalid',
        `"${name}" has no such value here. bin knows width, min and max, each a number.`,
        nameRange,
      );
  }
  return options;
}
