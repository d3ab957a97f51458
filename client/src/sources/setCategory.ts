import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CategoryRule } from '../../../server/src/protocol/engine.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import { globOf, withCategory } from './categoryRule.ts';
import type { FileNode } from './sourceNodes.ts';
import { oneLine } from './sourceTexts.ts';

const usual = ['AWS/SES/Notifications', 'AWS/CloudTrail'];

/** Asks for the source category of a file and writes a rule for it into `sesq.categories`. */
export async function setCategory(
  node: FileNode,
  known: readonly string[],
  rules: readonly CategoryRule[],
  folders: readonly string[],
): Promise<void> {
  const glob = globOf(node.path, folders);
  const names = [...new Set([...known, ...usual])].map((category) => ({
    label: withoutMarkup(oneLine(category)),
    description: category === node.category ? 'now' : '',
    category,
  }));
  const other = { label: '$(add) Other…', description: '', category: undefined };
  const byContent = {
    label: '$(search) By its content',
    description: 'without a rule for this file',
    category: undefined,
  };
  const hasRule = rules.some((rule) => rule.glob === glob);
  const pick = await vscode.window.showQuickPick([...names, other, ...(hasRule ? [byContent] : [])], {
    title: `Source category of ${oneLine(basename(node.path))}`,
    placeHolder: 'What _sourceCategory is for its records',
  });
  if (pick === undefined) return;
  const category = pick === other ? await askForName(node.category) : pick.category;
  if (category === undefined && pick !== byContent) return;
  const target =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  const changed = withCategory(rules, glob, category);
  await vscode.workspace
    .getConfiguration('sesq')
    .update('categories', changed.length === 0 ? undefined : changed, target);
}

async function askForName(value: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: 'Source Category',
    prompt: 'Levels are separated by slashes, such as Mail/Relay',
    value,
    validateInput: (text) => (text.trim() === '' ? 'A source category needs a name.' : undefined),
  });
  return name?.trim();
}
