/** Reads fields of messages from the columns that the store keeps for them, in place of the text of the message. */
import { jsonDocument } from '../jsonValue.ts';
import type { PlanNode, ScanField, ScanNode } from '../nodes.ts';
import { call, column } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { carriedInput, mapExpressions, mapInputs, mapScalar, sameScalar } from './traverse.ts';

/** A field that the store has columns for. */
export interface StoredField {
  /** As written in queries: `mail.source`. */
  readonly path: string;
  /** `$."mail"."source"`. */
  readonly jsonPath: string;
}

/** What is known of the messages that a step reads. */
interface Messages {
  /** The JSON of the message as an expression. */
  readonly document: Scalar;
  /** Columns that hold it. */
  readonly documents: ReadonlySet<ColumnId>;
  readonly raw: ColumnId;
}

interface Visited {
  readonly node: PlanNode;
  readonly messages: Messages | undefined;
}

/** Replaces what can be replaced. The store must vouch for its columns: see `untrustedMessages` there. */
export function useHotColumns(root: PlanNode, fields: readonly StoredField[]): PlanNode {
  if (fields.length === 0) return root;
  const done = new Map<PlanNode, Visited>();
  const rewriter = new Rewriter(fields);
  const visit = (node: PlanNode): Visited => {
    const seen = done.get(node);
    if (seen !== undefined) return seen;
    const result = visitNew(node, visit, rewriter);
    done.set(node, result);
    return result;
  };
  const { node } = visit(root);
  return rewriter.used ? node : root;
}

function visitNew(node: PlanNode, visit: (node: PlanNode) => Visited, rewriter: Rewriter): Visited {
  if (node.kind === 'scan') return rewriter.scan(node);
  const carried = carriedInput(node);
  const input = carried ?? (node.kind === 'aggregate' ? node.input : undefined);
  if (input === undefined) return { node: mapInputs(node, (below) => visit(below).node), messages: undefined };
  const below = visit(input);
  const moved = mapInputs(node, () => below.node);
  const { messages } = below;
  if (messages === undefined) return { node: moved, messages: undefined };
  const next = mapExpressions(moved, (scalar) => rewriter.expression(scalar, messages));
  if (carried === undefined) return { node: next, messages: undefined };
  return { node: next, messages: node.kind === 'extend' ? withDocuments(messages, node.columns) : messages };
}

/** Columns that are made of the message's JSON alone are that JSON under another name. */
function withDocuments(
  messages: Messages,
  columns: readonly { readonly id: ColumnId; readonly value: Scalar }[],
): Messages {
  const more = columns.filter(({ value }) => isDocument(value, messages)).map(({ id }) => id);
  return more.length === 0 ? messages : { ...messages, documents: new Set([...messages.documents, ...more]) };
}

function isDocument(scalar: Scalar, { document, documents }: Messages): boolean {
  return scalar.kind === 'column' ? documents.has(scalar.id) : sameScalar(scalar, document);
}

class Rewriter {
  used = false;
  readonly #byJsonPath: ReadonlyMap<string, number>;
  readonly #quoted: ReadonlySet<string>;
  readonly #fields: readonly StoredField[];

  constructor(fields: readonly StoredField[]) {
    this.#fields = fields;
    this.#byJsonPath = new Map(fields.map(({ jsonPath }, index) => [jsonPath, index]));
    this.#quoted = new Set(fields.map(({ path }) => JSON.stringify(path)));
  }

  /** Offers all columns; the writer reads only those that are used. */
  scan(node: ScanNode): Visited {
    const raw = node.columns.find(({ attribute }) => attribute === 'raw')?.id;
    const isJson = node.columns.find(({ attribute }) => attribute === 'isJson')?.id;
    if (raw === undefined || isJson === undefined) return { node, messages: undefined };
    const fields = this.#fields.flatMap(({ path }, index): readonly ScanField[] => [
      { id: valueId(raw, index), path, what: 'value' },
      { id: nullId(raw, index), path, what: 'isNull' },
    ]);
    const document = jsonDocument(column(raw, 'text'), column(isJson, 'boolean'), 'first');
    return { node: { ...node, fields }, messages: { document, documents: new Set(), raw } };
  }

  expression(scalar: Scalar, messages: Messages): Scalar {
    return mapScalar(scalar, (each) => {
      if (each.kind !== 'call') return each;
      const [first, second, third] = each.args;
      // The store knows that no message has a key that is spelled like the path.
      if (each.function === 'if' && first !== undefined && third !== undefined && this.#asksForKey(first, messages))
        return this.#use(third);
      if (first === undefined || second?.kind !== 'constant' || !isDocument(first, messages)) return each;
      const index = this.#byJsonPath.get(String(second.value));
      if (index === undefined) return each;
      const value = column(valueId(messages.raw, index), 'text');
      if (each.function === 'jsonText') return this.#use(value);
      if (each.function !== 'jsonExists') return each;
      const isThere = call('not', 'boolean', call('isNull', 'boolean', value));
      return this.#use(call('or', 'boolean', isThere, column(nullId(messages.raw, index), 'boolean')));
    });
  }

  #asksForKey(scalar: Scalar, messages: Messages): boolean {
    if (scalar.kind !== 'call' || scalar.function !== 'hasText') return false;
    const [source, key] = scalar.args;
    return (
      source !== undefined &&
      isDocument(source, messages) &&
      key?.kind === 'constant' &&
      this.#quoted.has(String(key.value))
    );
  }

  #use(scalar: Scalar): Scalar {
    this.used = true;
    return scalar;
  }
}

function valueId(raw: ColumnId, index: number): ColumnId {
  return `${raw}_field${String(index)}`;
}

function nullId(raw: ColumnId, index: number): ColumnId {
  return `${raw}_null${String(index)}`;
}
