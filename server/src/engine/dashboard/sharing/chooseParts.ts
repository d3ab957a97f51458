/** Chooses the parts of plans that are worth being evaluated once for all. */
import type { PlanNode } from '../../plan/nodes.ts';
import { inputsOf } from '../../plan/rewrite/traverse.ts';
import type { NodeKeys } from './nodeKeys.ts';
import { workOf } from './work.ts';

/** A part that several plans have. */
export interface SharedPart {
  readonly key: number;
  readonly node: PlanNode;
  /** How many plans have it. */
  readonly users: number;
}

/** Work that sharing must spare, for one row of what a part reads: messages, or the fewer rows of a kept part. */
const worthwhile = { messages: 50, kept: 400 };

interface Found {
  readonly node: PlanNode;
  readonly users: Set<number>;
  readonly above: Set<number>;
}

/** Parts worth keeping, the lowest first: where plans part ways, and filters or more lie below. A query has several plans. */
export function chooseParts(queries: readonly (readonly PlanNode[])[], keys: NodeKeys): readonly SharedPart[] {
  const found = findNodes(queries, keys);
  const forks = [...found].filter(
    ([, { users, above }]) =>
      users.size > 1 && [...above].every((key) => (found.get(key)?.users.size ?? 0) < users.size),
  );
  const chosen = new Map<number, SharedPart>();
  for (const [key, { node, users }] of forks) {
    const below = workBelow(node, (each) => chosen.has(keys.key(each)));
    if (isWorthwhile({ ...below, users: users.size })) chosen.set(key, { key, node, users: users.size });
  }
  return [...chosen.values()];
}

/** Nodes by their number, each after those below it. */
function findNodes(queries: readonly (readonly PlanNode[])[], keys: NodeKeys): ReadonlyMap<number, Found> {
  const found = new Map<number, Found>();
  queries.forEach((roots, user) => {
    const visit = (node: PlanNode, above: number | undefined): void => {
      const key = keys.key(node);
      const isNew = found.get(key)?.users.has(user) !== true;
      if (isNew) for (const input of inputsOf(node)) visit(input, key);
      const entry = found.get(key) ?? { node, users: new Set(), above: new Set() };
      found.set(key, entry);
      entry.users.add(user);
      if (above !== undefined) entry.above.add(above);
    };
    for (const root of roots) visit(root, undefined);
  });
  return found;
}

/** Whether a part is worth keeping for its users, when its rows cost nothing. */
export function isWorthwhile({ work, isOnKept, users }: Work & { readonly users: number }): boolean {
  return work * (users - 1) >= (isOnKept ? worthwhile.kept : worthwhile.messages);
}

/** What steps cost for one row, down to messages or to parts that are kept. */
export interface Work {
  readonly work: number;
  /** Whether some of the rows come from kept parts. */
  readonly isOnKept: boolean;
}

/** The work of a plan. */
export function workBelow(root: PlanNode, isKept: (node: PlanNode) => boolean): Work {
  let work = 0;
  let isOnKept = false;
  const seen = new Set<PlanNode>();
  const visit = (node: PlanNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (isKept(node)) {
      isOnKept = true;
      return;
    }
    work += workOf(node);
    inputsOf(node).forEach(visit);
  };
  visit(root);
  return { work, isOnKept };
}
