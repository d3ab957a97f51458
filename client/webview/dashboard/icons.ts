import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Characters of the codicon font, by the names of its icons. */
const characters = {
  add: '\uea60',
  check: '\ueab2',
  'chevron-down': '\ueab4',
  close: '\uea76',
  copy: '\uebcc',
  discard: '\ueae2',
  edit: '\uea73',
  ellipsis: '\uea7c',
  error: '\uea87',
  export: '\uebac',
  'file-media': '\ueaea',
  filter: '\ueaf1',
  'folder-opened': '\ueaf7',
  globe: '\ueb01',
  'go-to-file': '\uea94',
  graph: '\ueb03',
  gripper: '\ueb04',
  history: '\uea82',
  info: '\uea74',
  'list-flat': '\ueb84',
  notebook: '\uebaf',
  refresh: '\ueb37',
  'screen-full': '\ueb4c',
  'screen-normal': '\ueb4d',
  stop: '\uead7',
  table: '\uebb7',
  trash: '\uea81',
  warning: '\uea6c',
} as const;

/** The icons there are. */
export type IconName = keyof typeof characters;

/** An icon that says nothing to screen readers: what it is on has a label. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="codicon" data-icon=${name} aria-hidden="true">${characters[name]}</span>`;
}
