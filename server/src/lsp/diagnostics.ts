import { DocumentDiagnosticReportKind } from 'vscode-languageserver/node';
import type { DocumentDiagnosticParams, RelatedFullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { Diagnostic, Severity } from '../language/index.ts';
import { diagnosticSource, toDiagnostic } from './convert.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

/** Findings sent for one document; a flood of them slows the editor and helps nobody. */
export const maxDiagnostics = 100;

/** Findings on request of the client (pull), so that it decides which documents come first. */
export const diagnostics: Feature = {
  capabilities: {
    diagnosticProvider: { identifier: diagnosticSource, interFileDependencies: false, workspaceDiagnostics: false },
  },
  register({ connection, documents }) {
    connection.languages.diagnostics.on(
      guarded(
        connection.console,
        'textDocument/diagnostic',
        (params: DocumentDiagnosticParams): RelatedFullDocumentDiagnosticReport => {
          const document = documents.get(params.textDocument.uri);
          const items =
            document === undefined
              ? []
              : capped(document.diagnostics).map((diagnostic) => toDiagnostic(document.text, diagnostic));
          return { kind: DocumentDiagnosticReportKind.Full, items };
        },
      ),
    );
  },
};

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * At most `maxDiagnostics` findings in order of position. When there are more, the gravest stay
 * and the last one says how many were left out.
 */
export function capped(all: readonly Diagnostic[]): readonly Diagnostic[] {
  if (all.length <= maxDiagnostics) return all;
  const gravestFirst = all.toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
  const shown = gravestFirst.slice(0, maxDiagnostics - 1).sort((a, b) => a.range.start - b.range.start);
  const firstLeftOut = gravestFirst[maxDiagnostics - 1];
  const range = firstLeftOut?.range ?? { start: 0, end: 0 };
  const message = `${String(all.length - shown.length)} more problems are not shown. Fix some of the others first.`;
  return [...shown, { code: 'document.too-many-problems', severity: 'information', message, range, fixes: [] }];
}
