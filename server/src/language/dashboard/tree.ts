import type { JSONPath, Node } from 'jsonc-parser';
import type { Place } from './problems.ts';

/** The node at a path; of members with the same name the last, which is the one that counts. */
export function nodeAt(root: Node, path: JSONPath): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => {
    if (typeof step === 'number') return node?.type === 'array' ? node.children?.[step] : undefined;
    if (node?.type !== 'object') return undefined;
    return node.children?.findLast(({ children: [name] = [] }) => name?.value === step)?.children?.[1];
  }, root);
}

/** Where a problem of a value is shown: at the value, else at the nearest object or list that is there. */
export function placeOf(root: Node, path: JSONPath): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== undefined) return length === path.length ? node : openingOf(node);
  }
  return openingOf(root);
}

/** Where something missing in an object is shown: at the name the object has in its parent, else at its opening brace. */
function openingOf(node: Node): Place {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return key ?? { start: node.offset, end: node.offset + Math.min(1, node.length) };
}

/** Where the name of a member stands. */
export function keyOf(root: Node, path: JSONPath): Place {
  const key = nodeAt(root, path)?.parent?.children?.[0];
  return key ?? placeOf(root, path);
}

/** Every node with its children. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}
