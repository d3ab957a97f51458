/** Runs the queries of several panels: planned together, what they share evaluated once, one after the other. */
import { expandVariables } from '../../language/index.ts';
import type { PanelResult } from '../../protocol/dashboard.ts';
import type { NowChoice, TimeRangeChoice } from '../../protocol/engine.ts';
import type { QueryFacts } from '../engine.ts';
import type { StoreFacts } from '../storeFacts.ts';
import type { QueryPlan } from '../plan/nodes.ts';
import { planQuery } from '../plan/planQuery.ts';
import { readQuery, refused } from '../plan/readQuery.ts';
import type { ReadQuery } from '../plan/readQuery.ts';
import type { StepResult } from '../plan/steps.ts';
import { MessageResult, selectMessages } from '../results/messageResult.ts';
import { StepRunner } from '../results/steps.ts';
import { StoredResult } from '../results/storedResult.ts';
import { TimeLimit } from '../results/timeLimit.ts';
import { duckdbDialect } from '../sql/duckdb/dialect.ts';
import { writeSql } from '../sql/writer.ts';
import { failed, problem, toProblem } from './panelProblems.ts';
import type { PanelProblem } from './panelProblems.ts';
import { SharedTables } from './sharing/sharedTables.ts';
import { columnsOf, isGrouped } from './sharing/columns.ts';
import type { PlannedTree, SharingLimits } from './sharing/sharedTables.ts';
import type { VariableValues } from './variables.ts';
import type { Workbench } from './workbench.ts';

/** Rows that come with the answer of a panel; the rest is read in pages. */
export const panelRows = 10_000;

/** One query to run. */
export interface PanelQuery {
  readonly id: string;
  /** With variables in it. */
  readonly query: string;
  /** The file that the query is from, as the dashboard names it. */
  readonly queryFile?: string | undefined;
  readonly timeRange: TimeRangeChoice;
}

/** What is the same for all queries of one look. */
export interface QueryLook {
  readonly operation: string;
  readonly now: NowChoice;
  readonly timezone: string;
  readonly paths: readonly string[] | undefined;
  readonly values: VariableValues;
  readonly facts: StoreFacts;
  /** Milliseconds spent reading files before. */
  readonly loading: number;
  /** Undefined for the usual ones; false to evaluate every query by itself. */
  readonly sharing?: SharingLimits | false;
}

interface ReadPanel {
  readonly panel: PanelQuery;
  readonly read: ReadQuery;
  readonly facts: QueryFacts;
  /** From offsets in the query with values to those in the query as written. */
  readonly originalOffset: (offset: number) => number;
}

/**
 * Runs queries in their order and tells of each as soon as it is done. What is wrong with one touches no other. Rejects
 * only when the signal is aborted. Gives how many parts were shared, for measuring.
 */
export async function runQueries(
  panels: readonly PanelQuery[],
  look: QueryLook,
  bench: Workbench,
  signal: AbortSignal,
  onResult: (panelId: string, result: PanelResult) => void,
): Promise<{ readonly sharedParts: number }> {
  const { rewrites, data } = look.facts;
  const limits = look.sharing === undefined || look.sharing === false ? {} : { limits: look.sharing };
  const shared = new SharedTables(bench.executor, duckdbDialect, { rewrites, facts: data, ...limits });
  try {
    const read = new Map<string, ReadPanel | PanelProblem>();
    for (const panel of panels) read.set(panel.id, await readPanel(panel, look, bench, signal));
    if (look.sharing !== false)
      shared.plan([...read.values()].map((each) => ('kind' in each ? [] : foreseenTrees(each))));
    for (const panel of panels) {
      signal.throwIfAborted();
      const known = read.get(panel.id);
      if (known === undefined) continue;
      onResult(panel.id, 'kind' in known ? known : await runPanel(known, look, bench, shared, signal));
    }
    return { sharedParts: await shared.made() };
  } finally {
    await shared.close();
  }
}

async function readPanel(
  panel: PanelQuery,
  look: QueryLook,
  bench: Workbench,
  signal: AbortSignal,
): Promise<ReadPanel | PanelProblem> {
  if (panel.queryFile !== undefined && panel.query.trim() === '')
    return problem(
      `The query file "${panel.queryFile}" is empty or cannot be read. Its path is from the dashboard.`,
      [],
    );
  const expanded = expandVariables(panel.query, look.values);
  if (expanded.kind === 'problem') {
    const { message, range } = expanded;
    return problem(message, [{ code: 'dashboard.variable', severity: 'error', message, ...range }]);
  }
  const { text: query, originalOffset } = expanded;
  const { operation, now, timezone, paths } = look;
  const params = {
    query,
    timeRange: panel.timeRange,
    now,
    timezone,
    parameters: {},
    operation,
    ...(paths === undefined ? {} : { paths }),
  };
  try {
    const read = readQuery(params);
    if (read.kind !== 'query') return toProblem(read, originalOffset);
    const facts = await bench.queryFacts(read, params, look.facts, signal);
    if (facts.kind !== 'facts') return toProblem(facts, originalOffset);
    return { panel, read, facts, originalOffset };
  } catch (error) {
    return failed(error, signal);
  }
}

/** A query whose planning asks for more steps than this is not looked into. */
const foreseenSteps = 8;

/**
 * What a query is going to evaluate, as far as that can be seen before anything ran: its steps, and its plan as it would
 * be if they found nothing.
 */
function foreseenTrees({ read, facts }: ReadPanel): readonly PlannedTree[] {
  const trees: PlannedTree[] = [];
  const steps: StepResult[] = [];
  try {
    while (steps.length <= foreseenSteps) {
      const result = planQuery(read.query, { ...facts.context, steps });
      if (result.kind === 'invalid') return trees;
      if (result.kind === 'plan')
        return [...trees, { root: result.plan.root, columns: selectMessages(result.plan).columns }];
      const { kind, node, columns } = result.step;
      const readable = isGrouped(node) ? [...columnsOf(node)].map((id) => ({ id })) : columns;
      trees.push({ root: node, columns: readable });
      steps.push(
        kind === 'read' ? { kind: 'rows', rows: [] } : { kind: 'table', name: `foreseen_${String(steps.length)}` },
      );
    }
  } catch {
    // Told when the query runs.
  }
  return trees;
}

async function runPanel(
  { read, facts, originalOffset }: ReadPanel,
  look: QueryLook,
  bench: Workbench,
  shared: SharedTables,
  signal: AbortSignal,
): Promise<PanelResult> {
  const started = performance.now();
  const limit = new TimeLimit(signal);
  const watched = limit.start(bench.queryTimeout()).signal;
  const steps = new StepRunner(bench.executor, duckdbDialect, (root, columns, _, stepSignal) =>
    shared.prepare(root, columns, stepSignal),
  );
  try {
    const planned = await steps.plan(read.query, facts.context, watched);
    if (planned.kind === 'invalid') return toProblem(refused(planned.diagnostics, read.originalOffset), originalOffset);
    const { plan, notices } = planned;
    const result = await evaluate(plan, bench, shared, watched);
    const { rows } = await result.page(0, panelRows, undefined);
    const { data } = look.facts;
    return {
      kind: 'rows',
      resultId: bench.hold(result),
      shape: plan.shape,
      columns: plan.columns.map(({ name, type }) => ({ name, type })),
      rows,
      total: result.total,
      stats: {
        messagesMatched: undefined,
        messagesTotal: data.messages,
        rows: result.total,
        elapsed: Math.round(performance.now() - started),
        loading: Math.round(look.loading),
        range: facts.range.range,
        now: facts.range.now,
      },
      notices: [...bench.notes().map((message) => ({ code: 'store.note', message })), ...notices],
      query: read.text,
    };
  } catch (error) {
    const explained = limit.explain(error);
    return explained === undefined ? failed(error, signal) : toProblem(explained, originalOffset);
  } finally {
    limit.stop();
    await steps.close();
  }
}

async function evaluate(
  plan: QueryPlan,
  bench: Workbench,
  shared: SharedTables,
  signal: AbortSignal,
): Promise<MessageResult> {
  const { columns, texts } = selectMessages(plan);
  const root = await shared.prepare(plan.root, columns, signal);
  const chunks = await bench.executor.run(writeSql(root, columns, duckdbDialect), signal);
  return new MessageResult(new StoredResult(chunks, columns.length), texts, bench.executor);
}
