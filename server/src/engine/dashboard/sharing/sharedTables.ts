/**
 * Evaluates what the plans of several queries have in common once: such parts are kept in temporary tables, which the
 * plans read in place of their own steps. When anything speaks against a table, plans keep their steps.
 */
import type { PlanNode, ScanNode } from '../../plan/nodes.ts';
import { mapInputs } from '../../plan/rewrite/traverse.ts';
import { enabledRewrites, rewritePlan } from '../../plan/rewrite/rewrites.ts';
import type { RewriteContext, RewriteName } from '../../plan/rewrite/rewrites.ts';
import type { ColumnId } from '../../plan/scalar.ts';
import type { Executor } from '../../results/execute.ts';
import { toResultValue } from '../../results/values.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { columnsRead, writeCountSql, writeTableSql } from '../../sql/writer.ts';
import { chooseParts, isWorthwhile, workBelow } from './chooseParts.ts';
import type { SharedPart } from './chooseParts.ts';
import { NodeKeys } from './nodeKeys.ts';
import { bytesPerRow, middleOf, replaceScan, scanBelow } from './guesses.ts';
import { keepingCost } from './work.ts';

type Columns = readonly { readonly id: ColumnId }[];

/** A plan, or a step that planning asks for, and the columns that are read from it. */
export interface PlannedTree {
  readonly root: PlanNode;
  readonly columns: Columns;
}

/** What tables may take, and what is known of the messages that they are made from. */
export interface SharingLimits {
  /** Most bytes of one table, by the guess of `bytesPerRow`. */
  readonly bytes: number;
  /** With fewer messages a part is kept without asking how many rows it has. */
  readonly sampledMessages: number;
}

const sharingLimits: SharingLimits = { bytes: 256 * 1024 * 1024, sampledMessages: 50_000 };

/** Facts for guesses. */
export interface MessageFacts {
  readonly messages: number;
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
}

interface Table {
  readonly part: SharedPart;
  readonly name: string;
  /** What its readers need; grows until the table is made. */
  readonly columns: Set<ColumnId>;
  /** What its steps cost for one row, without those that nobody reads. */
  work: number;
  made: Promise<number | undefined> | undefined;
}

/** Rewrites that look only downwards, so that equal parts of several plans stay equal. */
const before: ReadonlySet<RewriteName> = new Set(['share-values', 'hot-columns']);

/** Temporary tables of one run; `close` drops them. */
export class SharedTables {
  readonly #executor: Executor;
  readonly #dialect: SqlDialect;
  readonly #facts: MessageFacts;
  readonly #limits: SharingLimits;
  readonly #before: RewriteContext;
  readonly #after: RewriteContext;
  readonly #keys = new NodeKeys();
  readonly #tables = new Map<number, Table>();
  readonly #names: string[] = [];
  /** Names of tables that a plan reads, be it only to count their rows. */
  readonly #readers = new Set<string>();
  static #made = 0;

  constructor(
    executor: Executor,
    dialect: SqlDialect,
    given: { readonly rewrites: RewriteContext; readonly facts: MessageFacts; readonly limits?: SharingLimits },
  ) {
    this.#executor = executor;
    this.#dialect = dialect;
    this.#facts = given.facts;
    this.#limits = given.limits ?? sharingLimits;
    const enabled = given.rewrites.enabled ?? enabledRewrites();
    this.#before = { ...given.rewrites, enabled: new Set([...enabled].filter((name) => before.has(name))) };
    this.#after = { ...given.rewrites, enabled: new Set([...enabled].filter((name) => !before.has(name))) };
  }

  /** Looks for parts that queries share, each of which is given as its plan and steps. Call it once, before `prepare`. */
  plan(queries: readonly (readonly PlannedTree[])[]): void {
    const known = queries.map((trees) => trees.map((tree) => ({ ...tree, root: this.#rewriteBefore(tree.root) })));
    const roots = known.map((trees) => trees.map(({ root }) => root));
    for (const part of chooseParts(roots, this.#keys))
      this.#tables.set(part.key, { part, name: this.#newName(), columns: new Set(), work: 0, made: undefined });
    // The first choice knows nothing of steps that nobody reads; the lowest of what is cheap without them goes first.
    for (let cheap: Table | undefined; ;) {
      this.#collectColumns(known.flat());
      cheap = [...this.#tables.values()].find((table) => !this.#isWorthwhile(table));
      if (cheap === undefined) return;
      this.#tables.delete(cheap.part.key);
    }
  }

  /** How many tables were made and are in use. */
  async made(): Promise<number> {
    const all = await Promise.all([...this.#tables.values()].map(({ made }) => made));
    return all.filter((explodes) => explodes !== undefined).length;
  }

  /** Makes a plan ready to be written: shared parts are read from their tables, which are made when they are needed. */
  async prepare(root: PlanNode, columns: Columns, signal: AbortSignal): Promise<PlanNode> {
    const known = this.#rewriteBefore(root);
    const usable = new Map(this.#tables);
    for (;;) {
      const found = this.#tablesIn(known, usable);
      if (found.length === 0) return this.#rewriteAfter(known, columns);
      const bad = await this.#firstBad(found, signal);
      if (bad !== undefined) {
        usable.delete(bad.part.key);
        continue;
      }
      const next = this.#rewriteAfter(await this.#replace(known, usable), columns);
      const read = columnsRead(next, columns, this.#dialect);
      const lacking = found.find(({ name, columns: has }) => [...(read.get(name) ?? [])].some((id) => !has.has(id)));
      if (lacking === undefined) return next;
      usable.delete(lacking.part.key);
    }
  }

  /** Drops the tables. */
  async close(): Promise<void> {
    for (const name of this.#names.splice(0))
      await this.#executor.define(`DROP TABLE IF EXISTS ${this.#dialect.identifier(name)}`);
  }

  #collectColumns(readers: readonly PlannedTree[]): void {
    this.#readers.clear();
    for (const table of this.#tables.values()) table.columns.clear();
    for (const { root, columns } of readers)
      this.#addColumns(
        this.#substitute(root, this.#tables, () => 0),
        columns,
      );
    // Readers first: what a table needs from the one below is known once its own columns are.
    for (const table of [...this.#tables.values()].reverse())
      if (this.#readers.has(table.name))
        this.#addColumns(this.#below(table.part.node, this.#tables), toColumns(table.columns));
  }

  #isWorthwhile(table: Table): boolean {
    if (!this.#readers.has(table.name)) return false;
    const root = this.#rewriteAfter(this.#below(table.part.node, this.#tables), toColumns(table.columns));
    const { work, isOnKept } = workBelow(root, (node) => node.kind === 'materialized');
    table.work = work;
    return isWorthwhile({ work, isOnKept, users: table.part.users });
  }

  #rewriteBefore(root: PlanNode): PlanNode {
    return rewritePlan(root, [], this.#before).root;
  }

  #rewriteAfter(root: PlanNode, columns: Columns): PlanNode {
    return rewritePlan(
      root,
      columns.map(({ id }) => id),
      this.#after,
    ).root;
  }

  #newName(): string {
    SharedTables.#made += 1;
    return `shared_${String(SharedTables.#made)}`;
  }

  /** Asks the writer which columns a plan reads. */
  #addColumns(root: PlanNode, columns: Columns): void {
    const read = columnsRead(this.#rewriteAfter(root, columns), columns, this.#dialect);
    for (const table of this.#tables.values()) {
      for (const id of read.get(table.name) ?? []) table.columns.add(id);
      if (read.has(table.name)) this.#readers.add(table.name);
    }
  }

  #tablesIn(root: PlanNode, tables: ReadonlyMap<number, Table>): readonly Table[] {
    const found = new Set<Table>();
    this.#substitute(root, tables, (table) => {
      found.add(table);
      return 0;
    });
    return [...found];
  }

  /** Puts reading a table in place of each highest part that has one. */
  #substitute(root: PlanNode, tables: ReadonlyMap<number, Table>, explodes: (table: Table) => number): PlanNode {
    const done = new Map<PlanNode, PlanNode>();
    const visit = (node: PlanNode): PlanNode => {
      const known = done.get(node);
      if (known !== undefined) return known;
      const table = tables.get(this.#keys.key(node));
      const next: PlanNode =
        table === undefined
          ? mapInputs(node, visit)
          : { kind: 'materialized', name: table.name, explodes: explodes(table) };
      done.set(node, next);
      return next;
    };
    return visit(root);
  }

  /** A part itself, with tables for what is below it. */
  #below(node: PlanNode, tables: ReadonlyMap<number, Table>): PlanNode {
    return mapInputs(node, (input) => this.#substitute(input, tables, () => 0));
  }

  async #replace(root: PlanNode, usable: ReadonlyMap<number, Table>): Promise<PlanNode> {
    const explodes = new Map<Table, number>();
    for (const table of this.#tablesIn(root, usable)) explodes.set(table, (await table.made) ?? 0);
    return this.#substitute(root, usable, (table) => explodes.get(table) ?? 0);
  }

  async #firstBad(tables: readonly Table[], signal: AbortSignal): Promise<Table | undefined> {
    for (const table of tables) {
      table.made ??= this.#make(table, signal).catch(() => undefined);
      const made = await table.made;
      signal.throwIfAborted();
      if (made === undefined) return table;
    }
    return undefined;
  }

  /** Makes a table; gives how many explodes its order numbers hold, or undefined when there is no such table. */
  async #make(table: Table, signal: AbortSignal): Promise<number | undefined> {
    const { part, name, columns } = table;
    const limit = Math.floor(this.#limits.bytes / bytesPerRow(part.node, columns));
    try {
      if (!(await this.#isWorthKeeping(table, signal))) return undefined;
      const wanted = toColumns(columns);
      // The part itself has a table, that of which it is made; those below may serve.
      const usable = new Map([...this.#tables].filter(([key]) => key !== part.key));
      const root = await this.#prepareWith(part.node, wanted, usable, signal);
      const statement = writeTableSql(root, { name, columns: [...columns], limit }, this.#dialect);
      this.#names.push(name);
      const [chunk] = await this.#executor.run(statement, signal);
      const rows = Number(toResultValue(chunk?.getColumnVector(0).getItem(0)) ?? 0);
      if (rows < limit) return statement.explodes;
      await this.#executor.define(`DROP TABLE IF EXISTS ${this.#dialect.identifier(name)}`);
      return undefined;
    } catch {
      signal.throwIfAborted();
      // Whoever reads the part runs it, and says what is wrong with it.
      return undefined;
    }
  }

  async #prepareWith(
    root: PlanNode,
    columns: Columns,
    usable: Map<number, Table>,
    signal: AbortSignal,
  ): Promise<PlanNode> {
    for (;;) {
      const bad = await this.#firstBad(this.#tablesIn(root, usable), signal);
      if (bad === undefined) return this.#rewriteAfter(await this.#replace(root, usable), columns);
      usable.delete(bad.part.key);
    }
  }

  /** Keeping rows costs more than evaluating cheap steps again, so a stretch of the time range is counted first. */
  async #isWorthKeeping({ part, columns, work }: Table, signal: AbortSignal): Promise<boolean> {
    const { messages, oldest, newest } = this.#facts;
    if (messages < this.#limits.sampledMessages || oldest === undefined || newest === undefined) return true;
    const scan = scanBelow(part.node);
    if (scan === undefined) return true;
    const narrowed: ScanNode = { ...scan, range: middleOf(scan.range ?? { from: oldest, to: newest + 1 }) };
    const read = await this.#count(narrowed, signal);
    if (read === 0) return true;
    const replaced = replaceScan(part.node, scan, narrowed);
    const kept = await this.#count(this.#rewriteAfter(replaced, []), signal);
    return work * (part.users - 1) > (kept / read) * keepingCost(columns.size);
  }

  async #count(root: PlanNode, signal: AbortSignal): Promise<number> {
    const [chunk] = await this.#executor.run(writeCountSql(root, this.#dialect), signal);
    return Number(toResultValue(chunk?.getColumnVector(0).getItem(0)) ?? 0);
  }
}

function toColumns(ids: Iterable<ColumnId>): Columns {
  return [...ids].map((id) => ({ id }));
}
