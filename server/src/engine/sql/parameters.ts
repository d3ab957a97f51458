/** Collects the values of a statement. */
import type { ValueType } from '../plan/scalar.ts';
import type { SqlDialect } from './dialect.ts';

export interface SqlParameter {
  readonly value: string | number | boolean;
  readonly type: ValueType;
}

/** Values in the order of their placeholders; equal ones share one. */
export class Parameters {
  readonly #dialect: Pick<SqlDialect, 'parameter'>;
  readonly #positions = new Map<string, number>();
  readonly #all: SqlParameter[] = [];

  constructor(dialect: Pick<SqlDialect, 'parameter'>) {
    this.#dialect = dialect;
  }

  get all(): readonly SqlParameter[] {
    return this.#all;
  }

  /** Adds a value and gives the text that stands for it. */
  add(value: string | number | boolean, type: ValueType): string {
    const key = `${type} ${String(value)}`;
    let position = this.#positions.get(key);
    if (position === undefined) {
      position = this.#all.push({ value, type });
      this.#positions.set(key, position);
    }
    return this.#dialect.parameter(position);
  }
}
