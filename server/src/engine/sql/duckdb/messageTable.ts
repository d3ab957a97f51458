/** Where the store keeps messages, and how their attributes are called there. */
import type { ScanField } from '../../plan/nodes.ts';
import { hotColumns, hotFields } from '../../store/hotFields.ts';
import type { MessageTable } from '../dialect.ts';

/** Times beyond the year 2248 or before 1691 keep their place at the ends of the order, so that it fits its type. */
const order =
  '(-least(greatest(coalesce(m.time_ms, -8796093022208), -8796093022208), 8796093022208))::HUGEINT * 4294967296 + m.message_id';

export const duckdbMessages: MessageTable = {
  from: (needsFiles) => (needsFiles ? 'messages AS m JOIN files AS f ON f.file_id = m.file_id' : 'messages AS m'),
  attributes: {
    raw: { expression: 'm.raw', needsFiles: false },
    time: { expression: 'm.time_ms', needsFiles: false },
    messageId: { expression: 'm.message_id', needsFiles: false },
    isJson: { expression: 'm.is_json', needsFiles: false },
    size: { expression: 'strlen(m.raw)', needsFiles: false },
    format: { expression: 'f.format', needsFiles: true },
    sourceCategory: { expression: 'f.category', needsFiles: true },
    sourceName: { expression: 'f.path', needsFiles: true },
    sourceHost: { expression: 'f.host', needsFiles: true },
    source: { expression: 'f.source', needsFiles: true },
    collector: { expression: 'f.collector', needsFiles: true },
  },
  field,
  order,
};

const hotByPath = new Map(hotFields.map((each) => [each.path, each]));

function field({ path, what }: ScanField): string {
  const hot = hotByPath.get(path);
  if (hot === undefined) return 'NULL';
  return what === 'value'
    ? `m.${hot.column}`
    : `(coalesce(m.${hotColumns.nulls}, 0) & ${String(2 ** hot.bit)}::BIGINT) <> 0`;
}

/** One row: how many messages there are, the oldest time and the newest. */
export const messageSummary = 'SELECT count(*), min(time_ms), max(time_ms) FROM messages';
