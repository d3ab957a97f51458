/** Conditions that some functions put on the rows they are computed for: rows that do not meet them are dropped. */
import { boolean, call } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';

/** A condition that is never null, and why rows without it are dropped. */
export interface RowDemand {
  readonly condition: Scalar;
  /** What the function takes, as in "isPrivateIP takes IPv4 addresses only". */
  readonly reason: string;
}

/** The demands of the expressions of one query, gathered while they are planned. */
export class RowDemands {
  readonly #all: RowDemand[] = [];

  /** Adds a demand of the expression that is being planned. */
  add(demand: RowDemand): void {
    this.#all.push(demand);
  }

  /** Takes back the demands that were made while something was planned. */
  during<T>(plan: () => T): { readonly result: T; readonly demands: readonly RowDemand[] } {
    const before = this.#all.length;
    const result = plan();
    return { result, demands: this.#all.splice(before) };
  }

  /** Plans what is computed only for rows for which a condition holds (`wanted` true) or does not (false). */
  when(condition: Scalar, wanted: boolean, plan: () => Scalar): Scalar {
    const { result, demands } = this.during(plan);
    const spared = wanted ? call('not', 'boolean', condition) : condition;
    for (const demand of demands) this.add({ ...demand, condition: call('or', 'boolean', spared, demand.condition) });
    return result;
  }
}

/** True for rows that meet all demands. */
export function meetsAll(demands: readonly RowDemand[]): Scalar {
  return demands.length === 0 ? boolean(true) : call('and', 'boolean', ...demands.map(({ condition }) => condition));
}
