/** Finds the parts that plans have in common: nodes that are written the same down to the messages. */
import type { PlanNode } from '../../plan/nodes.ts';
import { inputsOf, isInputMember } from '../../plan/rewrite/traverse.ts';

/** JSON has no form for the numbers that are none, and one for both zeros. */
function exactNumber(value: number): number | readonly [string] {
  if (Object.is(value, -0)) return ['-0'];
  return Number.isFinite(value) ? value : [String(value)];
}

/** Numbers for nodes; equal parts of several plans have the same number. Planning gives equal parts equal column ids. */
export class NodeKeys {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<PlanNode, number>();

  /** The number of the part that ends at a node. */
  key(node: PlanNode): number {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const below = new Map(inputsOf(node).map((input) => [input, this.key(input)]));
    const text = JSON.stringify(node, (name, value: unknown) => {
      if (isInputMember(name)) return below.get(value as PlanNode) ?? value;
      return typeof value === 'number' ? exactNumber(value) : value;
    });
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(node, number);
    return number;
  }
}
