import assert from 'node:assert/strict';
import type * as viewMessages from '../../client/src/dashboard/viewMessages.ts';
import type { DashboardEdit } from '../../server/src/protocol/dashboardView.ts';
import { becomes } from '../webview/becomes.ts';
import { dashboard } from '../webview/dashboardStates.ts';
import { editor } from './fakeEditor.ts';

const address = 'file:///logs/mine.sesdash.json';
type Open = Parameters<typeof viewMessages.answerView>[0];

/** Panels are words here: deleting one takes its word out. */
const ask = (_method: string, { text, edit }: { readonly text: string; readonly edit: DashboardEdit }) => {
  const word = edit.kind === 'delete' ? `${edit.panelId} ` : '';
  return Promise.resolve({ kind: 'edits', edits: [{ offset: text.indexOf(word), length: word.length, content: '' }] });
};

const open = {
  scope: { target: { kind: 'file', uri: address }, paths: [] },
  services: { ask, log: () => undefined },
  question: { dashboard: dashboard() },
  showDashboard: () => undefined,
} as unknown as Open;

describe('a panel that was deleted in a view', () => {
  let answerView: typeof viewMessages.answerView;

  before(async () => {
    ({ answerView } = await import('../../client/src/dashboard/viewMessages.ts'));
  });
  beforeEach(() => {
    editor.texts.set(address, 'bars details trend ');
    editor.errors.length = editor.warnings.length = 0;
  });
  afterEach(() => editor.texts.clear());

  const text = (): string | undefined => editor.texts.get(address);
  const deleted = (panelId: string): Promise<void> =>
    answerView(open, { type: 'edit', edit: { kind: 'delete', panelId } });

  it('comes back by the button of the message', async () => {
    const told: string[] = [];
    editor.answer = (message) => {
      told.push(`${message} ${text() ?? ''}`);
      return Promise.resolve('Undo');
    };
    await deleted('bars');
    assert.deepEqual(told, ['Deleted the panel Panel bars. details trend ']);
    assert.deepEqual([text(), editor.warnings, editor.errors], ['bars details trend ', [], []]);
  });

  it('does not come back where the file was changed since: what was written stays, and the user is told', async () => {
    editor.answer = () => {
      editor.texts.set(address, 'details trend more ');
      return Promise.resolve('Undo');
    };
    await deleted('bars');
    assert.equal(text(), 'details trend more ');
    assert.deepEqual(editor.warnings, ['The file was changed since; undo the deletion in its editor.']);
  });

  it('takes nothing else along that was deleted at the same time', async () => {
    const undo: (() => void)[] = [];
    editor.answer = () => new Promise((resolve) => undo.push(() => resolve('Undo')));
    const both = Promise.all([deleted('bars'), deleted('details')]);
    await becomes(() => undo.length, 2);
    assert.equal(text(), 'trend ');
    // The second one first: the file is then as the first one left it.
    undo[1]?.();
    await becomes(text, 'details trend ');
    undo[0]?.();
    await both;
    assert.equal(text(), 'bars details trend ');
    assert.deepEqual([editor.warnings, editor.errors], [[], []]);
  });
});
