import type { AggregateRecord, FunctionRecord, OperatorRecord } from '../catalog/records.ts';

/** What the catalogue says of something, as Markdown: for completion, hover and the reference page. */
export function describeRecord(record: OperatorRecord | FunctionRecord | AggregateRecord): string {
  const [example] = record.examples;
  const parts = [
    record.summary,
    `\`\`\`sesq\n${record.syntax}\n\`\`\``,
    record.documentation,
    record.nulls === '' ? '' : `**Null:** ${record.nulls}`,
    record.limits === undefined ? '' : `**Limits:** ${record.limits}`,
    record.deprecated === undefined ? '' : `**Deprecated:** ${record.deprecated}`,
    example === undefined ? '' : `\`\`\`sesq\n* | ${example.pipeline}\n\`\`\``,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
