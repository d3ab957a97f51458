/** Walking through plans: the same object in gives the same object out, so that shared parts stay shared. */
import type { PlanNode } from '../nodes.ts';
import type { Scalar } from '../scalar.ts';

/** Rebuilds an expression from the inside out; gives the expression itself when nothing changed. */
export function mapScalar(scalar: Scalar, change: (scalar: Scalar) => Scalar): Scalar {
  if (scalar.kind !== 'call') return change(scalar);
  const args = scalar.args.map((arg) => mapScalar(arg, change));
  return change(args.every((arg, index) => arg === scalar.args[index]) ? scalar : { ...scalar, args });
}

/** True for expressions that are written the same. */
export function sameScalar(a: Scalar, b: Scalar): boolean {
  return a === b || scalarKey(a) === scalarKey(b);
}

/** A text that expressions written the same have in common. */
export function scalarKey(scalar: Scalar): string {
  return JSON.stringify(scalar);
}

/** Members of nodes that hold the nodes below. */
const inputMembers = ['input', 'right', 'table'] as const;

/** True for the names of members that hold nodes below, where they hold a node at all. */
export function isInputMember(name: string): boolean {
  return (inputMembers as readonly string[]).includes(name);
}

/** The nodes directly below a node. */
export function inputsOf(node: PlanNode): readonly PlanNode[] {
  const members = node as unknown as Readonly<Record<string, unknown>>;
  return inputMembers.map((name) => members[name]).filter(isNode);
}

/** Changes the nodes directly below a node. */
export function mapInputs(node: PlanNode, change: (node: PlanNode) => PlanNode): PlanNode {
  const members = node as unknown as Readonly<Record<string, unknown>>;
  const changed = inputMembers.flatMap((name): [string, PlanNode][] => {
    const below = members[name];
    if (!isNode(below)) return [];
    const next = change(below);
    return next === below ? [] : [[name, next]];
  });
  return changed.length === 0 ? node : ({ ...node, ...Object.fromEntries(changed) } as PlanNode);
}

function isNode(value: unknown): value is PlanNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Changes every node, the lowest first; each object once. */
export function mapNodes(root: PlanNode, change: (node: PlanNode) => PlanNode): PlanNode {
  const done = new Map<PlanNode, PlanNode>();
  const visit = (node: PlanNode): PlanNode => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const next = change(mapInputs(node, visit));
    done.set(node, next);
    return next;
  };
  return visit(root);
}

/** Changes the expressions of the kinds of nodes that rewrites look into; others stay as they are. */
export function mapExpressions(node: PlanNode, change: (scalar: Scalar) => Scalar): PlanNode {
  let changed = false;
  const map = (scalar: Scalar): Scalar => {
    const next = change(scalar);
    changed ||= next !== scalar;
    return next;
  };
  const next = mapped(node, map);
  return changed ? next : node;
}

function mapped(node: PlanNode, map: (scalar: Scalar) => Scalar): PlanNode {
  const values = <T extends { readonly value: Scalar }>(list: readonly T[]): readonly T[] =>
    list.map((each) => ({ ...each, value: map(each.value) }));
  switch (node.kind) {
    case 'extend':
      return { ...node, columns: values(node.columns) };
    case 'filter':
      return { ...node, condition: map(node.condition) };
    case 'explode':
      return { ...node, source: map(node.source) };
    case 'sort':
      return { ...node, keys: values(node.keys) };
    case 'window':
      return { ...node, order: values(node.order), columns: values(node.columns) };
    case 'aggregate':
      return {
        ...node,
        keys: values(node.keys),
        aggregations: node.aggregations.map((each) => ({
          ...each,
          args: each.args.map(map),
          condition: each.condition === undefined ? undefined : map(each.condition),
        })),
      };
    default:
      return node;
  }
}

/** Kinds of nodes that keep every column from below under its name. */
const carrying: ReadonlySet<PlanNode['kind']> = new Set(['extend', 'filter', 'explode', 'sort', 'limit', 'window']);

/** The node below when all of its columns can be read above this one. */
export function carriedInput(node: PlanNode): PlanNode | undefined {
  return carrying.has(node.kind) && 'input' in node ? node.input : undefined;
}
