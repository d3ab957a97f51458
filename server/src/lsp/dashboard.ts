import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GenericRequestHandler } from 'vscode-languageserver/node';
import { addPanel, editDashboard, longestQueryFile, newDashboard, writeDashboard } from '../language/index.ts';
import type { LanguageServerRequests } from '../protocol/languageServer.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

/** Whether a document is a dashboard file, by its name. */
export function isDashboardUri(uri: string): boolean {
  return /\.sesdash\.json$/i.test(uri);
}

/** Problems that the JSON support of editors tells already. */
const toldByEditors = new Set(['dashboard.json', 'dashboard.missing', 'dashboard.duplicate-member']);

/** Whether a finding is worth telling beside those of the editor's own JSON support. */
export function isOwnFinding({ code }: { readonly code: string }): boolean {
  return !toldByEditors.has(code);
}

/** Reads query files that a dashboard names; undefined for documents that are no files. */
export function queryFilesBeside(uri: string): ((path: string) => string | undefined) | undefined {
  if (!uri.startsWith('file:')) return undefined;
  return (path) => {
    try {
      // A link to another kind of file is none either.
      const file = realpathSync(resolve(dirname(fileURLToPath(uri)), path));
      const stats = statSync(file);
      const isFit = file.endsWith('.sesq') && stats.isFile() && stats.size <= longestQueryFile;
      return isFit ? readFileSync(file, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}

type Handlers = {
  readonly [Method in keyof LanguageServerRequests]: (
    params: LanguageServerRequests[Method]['params'],
  ) => LanguageServerRequests[Method]['result'];
};

const handlers: Handlers = {
  'sesq/dashboard/edit': ({ text, edit }) => editDashboard(text, edit),
  'sesq/dashboard/addPanel': ({ text, panel }) => addPanel(text, panel),
  'sesq/dashboard/new': ({ title, panels }) => {
    const dashboard = newDashboard(title, panels);
    return { id: dashboard.id, text: writeDashboard(dashboard) };
  },
};

/** Edits of dashboard files on behalf of the dashboard view. */
export const dashboardEdits: Feature = {
  capabilities: {},
  register({ connection }) {
    const answer = <P>(method: keyof LanguageServerRequests, handler: (params: P) => object): void => {
      connection.onRequest(
        method,
        guarded(connection.console, method, handler) as GenericRequestHandler<object, never>,
      );
    };
    answer('sesq/dashboard/edit', handlers['sesq/dashboard/edit']);
    answer('sesq/dashboard/addPanel', handlers['sesq/dashboard/addPanel']);
    answer('sesq/dashboard/new', handlers['sesq/dashboard/new']);
  },
};
