import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import type { DashboardQuestion, OpenDashboard } from './openDashboard.ts';
import { limitedTo, limitNote, queryDocument } from './queryText.ts';

/** Opens the query of a panel as it was run, or as the file has it before its first run. */
export async function openPanelQuery({ question, runs }: OpenDashboard, panelId: string): Promise<void> {
  const panel = question?.dashboard.panels.find(({ id }) => id === panelId);
  if (question === undefined || panel === undefined) return;
  const result = runs.result(panelId);
  const query = result?.kind === 'rows' ? result.query : panel.query;
  const note = limitNote(question.choices.paths);
  await openQuery(queryDocument(panel.title, rangeOf(question, panel.timeRange), query, note));
}

/** Opens a query for the messages behind a value, and runs it. */
export async function openMessages(
  { question, runs, services }: OpenDashboard,
  { panelId, column, value }: FromDashboardView & { readonly type: 'drillDown' },
): Promise<void> {
  const panel = question?.dashboard.panels.find(({ id }) => id === panelId);
  const result = runs.result(panelId);
  if (question === undefined || panel === undefined || result?.kind !== 'rows') return;
  const found = await services.ask('sesq/query/messages', { query: result.query, column, value });
  if (found === null || found === undefined) return;
  const note = found.narrowed
    ? undefined
    : `${column} is computed from many messages: these are the messages of all rows.`;
  const messages = limitedTo(found.query, question.choices.paths, sep);
  const title = `${panel.title}: ${String(value).slice(0, 80)}`;
  const document = await openQuery(queryDocument(title, rangeOf(question, panel.timeRange), messages, note));
  await vscode.commands.executeCommand('sesq.runQuery', document.uri, 0);
}

function rangeOf({ choices, dashboard }: DashboardQuestion, own: TimeRangeChoice | undefined): TimeRangeChoice {
  return own ?? choices.timeRange ?? dashboard.timeRange;
}

/** Opens a query as a document without a file, in the group of text editors. */
async function openQuery(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'sesq', content });
  const viewColumn = vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn });
  return document;
}
