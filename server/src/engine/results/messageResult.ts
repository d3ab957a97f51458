/**
 * An answer that shows messages keeps their ids, and takes their texts from the store page by page: the texts of a
 * million messages would otherwise be in memory a second time.
 */
import type { ResultPage, ResultSort, ResultValue } from '../../protocol/engine.ts';
import type { PlanColumn, PlanNode, QueryPlan } from '../plan/nodes.ts';
import { carriedInput } from '../plan/rewrite/traverse.ts';
import type { ColumnId } from '../plan/scalar.ts';
import type { Executor } from './execute.ts';
import type { StoredResult } from './storedResult.ts';
import { toResultValue } from './values.ts';

/** What is selected in place of the columns of an answer. */
export interface Selection {
  /** Ids of columns, one for each column of the answer. */
  readonly columns: readonly Pick<PlanColumn, 'id'>[];
  /** Which of them hold ids of messages in place of their texts. */
  readonly texts: readonly number[];
}

/** Selects ids where the answer shows the texts of messages as they are. */
export function selectMessages({ root, columns }: QueryPlan): Selection {
  const scan = scanBelow(root);
  const raw = scan?.columns.find(({ attribute }) => attribute === 'raw')?.id;
  const messageId = scan?.columns.find(({ attribute }) => attribute === 'messageId')?.id;
  if (raw === undefined || messageId === undefined) return { columns, texts: [] };
  return {
    columns: columns.map(({ id }): { readonly id: ColumnId } => ({ id: id === raw ? messageId : id })),
    texts: columns.flatMap(({ id }, index) => (id === raw ? [index] : [])),
  };
}

function scanBelow(root: PlanNode): Extract<PlanNode, { readonly kind: 'scan' }> | undefined {
  let node: PlanNode | undefined = root;
  while (node !== undefined && node.kind !== 'scan') node = carriedInput(node);
  return node;
}

/** Where the texts of messages are: generated names of a table and of its columns. */
export interface TextSource {
  readonly table: string;
  /** Column of the ids of messages. */
  readonly id: string;
  readonly text: string;
}

const storedTexts: TextSource = { table: 'messages', id: 'message_id', text: 'raw' };

const readTexts = ({ table, id, text }: TextSource): string =>
  `SELECT ${id}, ${text} FROM ${table} WHERE ${id} BETWEEN $2 AND $3 AND ${id} IN (SELECT unnest(from_json($1, '["BIGINT"]')))`;
const sortIds = ({ table, id, text }: TextSource): string =>
  `SELECT ${id} FROM ${table} WHERE ${id} IN (SELECT unnest(from_json($1, '["BIGINT"]'))) ORDER BY ${text}`;

/** Rows of one answer whose texts are in the store. Texts of files that were read again since are null. */
export class MessageResult {
  readonly #rows: StoredResult;
  readonly #texts: readonly number[];
  readonly #executor: Executor;
  readonly #source: TextSource;
  readonly #ranks = new Map<number, Promise<ReadonlyMap<number, number>>>();

  constructor(rows: StoredResult, texts: readonly number[], executor: Executor, source: TextSource = storedTexts) {
    this.#rows = rows;
    this.#texts = texts;
    this.#executor = executor;
    this.#source = source;
  }

  get total(): number {
    return this.#rows.total;
  }

  /** Like `StoredResult.page`; texts of messages are ordered by code point. */
  async page(offset: number, limit: number, sort: ResultSort | undefined): Promise<ResultPage> {
    const isText = sort !== undefined && this.#texts.includes(sort.column);
    const page = isText
      ? this.#rows.pageByRank(offset, limit, sort, await this.#rank(sort.column))
      : this.#rows.page(offset, limit, sort);
    if (this.#texts.length === 0 || page.rows.length === 0) return page;
    const ids = page.rows.map((row) => Number(row[this.#texts[0] ?? 0]));
    const texts = await this.#read(ids);
    const withTexts = (row: readonly ResultValue[]): readonly ResultValue[] =>
      row.map((value, index) => (this.#texts.includes(index) ? (texts.get(Number(value)) ?? null) : value));
    return { ...page, rows: page.rows.map(withTexts) };
  }

  async #read(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const [low, high] = ids.reduce(([least, most], id) => [Math.min(least, id), Math.max(most, id)], [Infinity, 0]);
    const parameters = [
      { value: JSON.stringify(ids), type: 'text' },
      { value: low ?? 0, type: 'long' },
      { value: high ?? 0, type: 'long' },
    ] as const;
    const chunks = await this.#executor.run({ sql: readTexts(this.#source), parameters }, new AbortController().signal);
    const texts = new Map<number, string>();
    for (const chunk of chunks)
      for (const row of chunk.getRows()) texts.set(Number(row[0]), String(toResultValue(row[1])));
    return texts;
  }

  /** The places of messages in the order of their texts; the same for every page. */
  #rank(column: number): Promise<ReadonlyMap<number, number>> {
    let rank = this.#ranks.get(column);
    if (rank === undefined) {
      rank = this.#makeRank(column);
      this.#ranks.set(column, rank);
    }
    return rank;
  }

  async #makeRank(column: number): Promise<ReadonlyMap<number, number>> {
    const ids = JSON.stringify(this.#rows.values(column).map(Number));
    const statement = { sql: sortIds(this.#source), parameters: [{ value: ids, type: 'text' as const }] };
    const chunks = await this.#executor.run(statement, new AbortController().signal);
    const sorted = chunks.flatMap((chunk) => chunk.getColumnValues(0).map(Number));
    return new Map(sorted.map((id, index) => [id, index]));
  }
}
