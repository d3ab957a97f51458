/** Changes of a dashboard file as few and small edits, which keep comments and layout of the rest. */
import { applyEdits, getNodeValue, parseTree, type JSONPath, type Node } from 'jsonc-parser';
import type { PanelLayout, Visualization } from '../../protocol/dashboard.ts';
import type { DashboardEdit } from '../../protocol/dashboardView.ts';
import type { DashboardEditResult, NewPanel, OffsetEdit } from '../../protocol/languageServer.ts';
import { writeTimeRange } from '../document/timeRange.ts';
import type { FilePanel } from './fileTypes.ts';
import { readJson, withoutMark } from './json.ts';
import { freePlace, insideGrid, placeAll } from './layout.ts';
import { dashboardSchema } from './schema.ts';
import { nodeAt } from './tree.ts';
import { appendEntry, difference, insertBehind, remove, setMember } from './textEdits.ts';
import { idOf, writeQuery, writeVisualization } from './writeFile.ts';

/** A file that can be read, with what its edits need. */
interface EditableFile {
  readonly text: string;
  readonly root: Node;
  readonly panels: readonly Node[];
}

class NotEditable extends Error {}

/** The edits that carry out a change; `invalid` when the file cannot be read or has no such panel. Never throws. */
export function editDashboard(text: string, edit: DashboardEdit): DashboardEditResult {
  return editing(text, (file) => ({ kind: 'edits', ...editsOf(file, edit) }));
}

/** The edits that add a panel at the first free place. Never throws. */
export function addPanel(text: string, panel: NewPanel): DashboardEditResult {
  return editing(text, (file) => {
    const id = idOf(panel.title, idsOf(file), 'panel');
    const added: FilePanel = {
      id,
      title: panel.title,
      query: writeQuery(panel.query),
      visualization: writeVisualization(panel.visualization),
      layout: freePlace(layoutsOf(file)),
      ...(panel.timeRange === undefined ? {} : { timeRange: writeTimeRange(panel.timeRange) }),
    };
    const list = nodeAt(file.root, ['panels']);
    const edits =
      list?.type === 'array'
        ? appendEntry(file.text, list, added)
        : setMember(file.text, file.root, [], 'panels', [added]);
    return { kind: 'edits', edits, panelId: id };
  });
}

function editing(text: string, edit: (file: EditableFile) => DashboardEditResult): DashboardEditResult {
  const json = readJson(text);
  if (json.kind === 'invalid' || json.root.type !== 'object') {
    const message = json.kind === 'invalid' ? json.problems[0]?.message : undefined;
    return {
      kind: 'invalid',
      message: `The dashboard file cannot be changed until it can be read. ${message ?? ''}`.trim(),
    };
  }
  const { root } = json;
  try {
    return edit({ text: withoutMark(text), root, panels: nodeAt(root, ['panels'])?.children ?? [] });
  } catch (error) {
    if (error instanceof NotEditable) return { kind: 'invalid', message: error.message };
    throw error;
  }
}

function editsOf(
  file: EditableFile,
  edit: DashboardEdit,
): { readonly edits: readonly OffsetEdit[]; readonly panelId?: string } {
  switch (edit.kind) {
    case 'layout':
      return { edits: inOrder(edit.panels.flatMap(({ id, layout }) => layoutEdits(file, indexOf(file, id), layout))) };
    case 'visualization':
      return { edits: visualizationEdits(file, indexOf(file, edit.panelId), edit.visualization) };
    case 'title':
      return { edits: setMember(file.text, file.root, ['panels', indexOf(file, edit.panelId)], 'title', edit.title) };
    case 'duplicate':
      return duplicateEdits(file, indexOf(file, edit.panelId));
    case 'delete':
      return { edits: remove(file.text, ['panels', indexOf(file, edit.panelId)]) };
  }
}

function indexOf({ panels }: EditableFile, id: string): number {
  const index = panels.findIndex((panel) => member(panel, 'id') === id);
  if (index < 0) throw new NotEditable(`The dashboard file has no panel \`${id}\` any more. Refresh the view.`);
  return index;
}

function member(panel: Node, name: string): unknown {
  const node = nodeAt(panel, [name]);
  return node === undefined ? undefined : getNodeValue(node);
}

function idsOf({ panels }: EditableFile): readonly string[] {
  return panels.map((panel) => String(member(panel, 'id')));
}

/** Where the panels stand, those without a place of their own included. */
function layoutsOf({ panels }: EditableFile): readonly PanelLayout[] {
  return placeAll(
    panels.map((panel) => {
      const layout = member(panel, 'layout') as Readonly<Record<string, unknown>> | undefined;
      const sides = ['x', 'y', 'width', 'height'].map((side) => layout?.[side]);
      if (!sides.every((side) => typeof side === 'number')) return undefined;
      const [x = 0, y = 0, width = 1, height = 1] = sides;
      return { x, y, width, height };
    }),
  );
}

function layoutEdits({ text, root }: EditableFile, index: number, layout: PanelLayout): readonly OffsetEdit[] {
  const { x, y, width, height } = insideGrid(layout);
  const sides = Object.entries({ x, y, width, height });
  const path: JSONPath = ['panels', index];
  const nodes = sides.map(([side]) => nodeAt(root, [...path, 'layout', side]));
  if (nodes.includes(undefined)) return setMember(text, root, path, 'layout', { x, y, width, height });
  return sides.flatMap(([, value], side) => {
    const node = nodes[side];
    return node === undefined || node.value === value
      ? []
      : [{ offset: node.offset, length: node.length, content: String(value) }];
  });
}

function visualizationEdits(file: EditableFile, index: number, visualization: Visualization): readonly OffsetEdit[] {
  const path: JSONPath = ['panels', index, 'visualization'];
  const node = nodeAt(file.root, path);
  if (node?.type !== 'object')
    return setMember(file.text, file.root, ['panels', index], 'visualization', writeVisualization(visualization));
  // One option after the other, so that those that stay keep their layout and comments.
  const before = getNodeValue(node) as Readonly<Record<string, unknown>>;
  const after: Readonly<Record<string, unknown>> = { ...visualization };
  let text = file.text;
  for (const option of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[option]) === JSON.stringify(after[option])) continue;
    // What is ignored here may mean something to others.
    if (after[option] === undefined && !Object.hasOwn(dashboardSchema.definitions.visualization.properties, option))
      continue;
    const root = parseTree(text);
    const edits =
      after[option] === undefined || root === undefined
        ? remove(text, [...path, option])
        : setMember(text, root, path, option, after[option]);
    text = applyEdits(text, [...edits]);
  }
  return difference(file.text, text);
}

/** The copy is made of the text of the panel, with its comments, and stands right behind it. */
function duplicateEdits(
  file: EditableFile,
  index: number,
): { readonly edits: readonly OffsetEdit[]; readonly panelId: string } {
  const node = file.panels[index];
  if (node === undefined) throw new NotEditable('The panel is not there any more.');
  const title = String(member(node, 'title'));
  const id = idOf(`${String(member(node, 'id'))}-copy`, idsOf(file), 'panel');
  const layouts = layoutsOf(file);
  const path: JSONPath = ['panels', index];
  const changes = [
    ...setMember(file.text, file.root, path, 'id', id),
    ...setMember(file.text, file.root, path, 'title', `${title} (copy)`),
    ...layoutEdits(file, index, freePlace(layouts, layouts[index])),
  ];
  const copy = applyEdits(
    file.text.slice(node.offset, node.offset + node.length),
    changes.map((change) => ({ ...change, offset: change.offset - node.offset })),
  );
  return { edits: insertBehind(file.text, node, () => copy), panelId: id };
}

function inOrder(edits: readonly OffsetEdit[]): readonly OffsetEdit[] {
  return edits.toSorted((a, b) => a.offset - b.offset);
}
