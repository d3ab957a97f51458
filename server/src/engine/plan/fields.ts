/** Which field name means which column at one point of a query. Immutable: each change gives a new set. */
import { foldField } from '../../language/syntax/fieldNames.ts';
import { column } from './scalar.ts';
import type { ColumnId, ColumnScalar, ValueType } from './scalar.ts';

/** A field that later stages can name. */
export interface Field {
  readonly name: string;
  readonly id: ColumnId;
  readonly type: ValueType;
  /** `system` for the fields every message has, `hidden` for computed ones that views leave out. */
  readonly origin: 'system' | 'hidden' | 'query';
}

/** An ordered set of fields; names are compared without regard to case. */
export class Fields {
  readonly #list: readonly Field[];

  constructor(list: readonly Field[]) {
    this.#list = list;
  }

  /** All fields in the order in which they were first defined. */
  get all(): readonly Field[] {
    return this.#list;
  }

  /** The field of that name, or undefined. */
  find(name: string): Field | undefined {
    const folded = foldField(name);
    return this.#list.find((field) => foldField(field.name) === folded);
  }

  /** Binds a name to a column. A name that exists keeps its place and its first spelling. */
  define(field: Field): Fields {
    const folded = foldField(field.name);
    const index = this.#list.findIndex((known) => foldField(known.name) === folded);
    const known = this.#list[index];
    if (known === undefined) return new Fields([...this.#list, field]);
    return new Fields(this.#list.with(index, { ...field, name: known.name }));
  }

  /** Keeps the fields for which the test holds. */
  filter(test: (field: Field) => boolean): Fields {
    return new Fields(this.#list.filter(test));
  }
}

/** Reads a field as a scalar. */
export function fieldColumn(field: Field): ColumnScalar {
  return column(field.id, field.type);
}
