/** Writes scalar expressions. */
import type { Scalar } from '../plan/scalar.ts';
import type { SqlDialect } from './dialect.ts';
import type { Parameters } from './parameters.ts';

/** The text of an expression. */
export function writeScalar(scalar: Scalar, dialect: SqlDialect, parameters: Parameters): string {
  if (scalar.kind === 'column') return dialect.identifier(scalar.id);
  if (scalar.kind === 'constant') {
    return scalar.value === null ? dialect.cast('NULL', scalar.type) : parameters.add(scalar.value, scalar.type);
  }
  return dialect.scalars[scalar.function](scalar.args.map((arg) => writeScalar(arg, dialect, parameters)));
}

/** The text of a condition where null means the same as false, which spares the engine the difference. */
export function writeCondition(scalar: Scalar, dialect: SqlDialect, parameters: Parameters): string {
  if (scalar.kind === 'call') {
    const [first] = scalar.args;
    if (scalar.function === 'isTrue' && first !== undefined) return writeCondition(first, dialect, parameters);
    if (scalar.function === 'and' || scalar.function === 'or') {
      return dialect.scalars[scalar.function](scalar.args.map((arg) => writeCondition(arg, dialect, parameters)));
    }
  }
  return writeScalar(scalar, dialect, parameters);
}
