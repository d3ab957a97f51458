import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { counted } from '../format.ts';
import { categoriesOf, categoryCounts, logKinds, scopeOf } from './picks.ts';
import type { DashboardServices } from './services.ts';

const questions = [
  { kind: 'cloudTrail', setting: 'app.cloudTrailLogs', title: 'CloudTrail logs of the dashboards' },
  { kind: 'sesNotifications', setting: 'app.sesNotificationLogs', title: 'SES notifications of the dashboards' },
] as const;

/** Asks, for each of the two kinds of logs, which source categories the dashboards read, and writes the settings. */
export async function chooseLogCategories({ engine, settings }: DashboardServices): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Reading log sources', cancellable: true };
  const report = await vscode.window.withProgress(options, (_progress, token) =>
    engine.request('sources/list', { operation: randomUUID() }, token).catch((error: unknown) => {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }),
  );
  if (report === undefined) return;
  const target =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  let hasAsked = false;
  for (const [index, { kind, setting, title }] of questions.entries()) {
    const found = categoryCounts(report.files, logKinds[kind]);
    const chosen = categoriesOf(settings()[setting]) ?? [];
    const missing = chosen.filter((category) => found.every((each) => each.category !== category));
    const lines = [
      ...found.map(({ category, records }) => ({ category, description: counted(records, 'record') })),
      ...missing.map((category) => ({ category, description: 'no records now' })),
    ].map(({ category, description }) => ({
      label: category,
      description,
      picked: chosen.length === 0 ? !missing.includes(category) : chosen.includes(category),
    }));
    // The other kind alone is nothing unusual.
    if (lines.length === 0) continue;
    hasAsked = true;
    const picks = await vscode.window.showQuickPick(lines, {
      canPickMany: true,
      title: `${title} (${index + 1} of ${questions.length})`,
      placeHolder: 'Source categories to read; with all of them, new ones are read too',
    });
    if (picks === undefined) return;
    const names = picks.map(({ label }) => label);
    const isAll = names.length === 0 || found.every(({ category }) => names.includes(category));
    const value = isAll && names.length <= found.length ? '' : scopeOf(names);
    await vscode.workspace.getConfiguration('sesq').update(setting, value === '' ? undefined : value, target);
  }
  if (!hasAsked) await tellNothingToChoose();
}

async function tellNothingToChoose(): Promise<void> {
  const show = 'Show Sources';
  const message =
    'There is nothing to choose from: the log sources hold neither CloudTrail logs nor SES notifications.';
  if ((await vscode.window.showInformationMessage(message, show)) === show)
    await vscode.commands.executeCommand('sesq.showSources');
}
