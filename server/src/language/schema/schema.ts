import records from './fields.json' with { type: 'json' };

export type LogKind = 'ses' | 'cloudtrail' | 'sns-envelope';

/** One field of a log record as AWS documents it. */
export interface SchemaField {
  readonly log: LogKind;
  /** Dotted path; `[]` stands for every element of an array, `*` for any key. */
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDocs?: Readonly<Record<string, string>>;
  /** False when no other value can occur. */
  readonly enumOpen?: boolean;
  readonly format?: string;
  readonly note?: string;
  readonly since?: string;
  readonly example?: unknown;
}

/** Every field of SES notifications and events, SNS envelopes and CloudTrail records: the one schema source. */
export const schemaFields: readonly SchemaField[] = records as readonly SchemaField[];

/** The path as the `json` operator writes it: array elements by wildcard. */
export function jsonPathOf(field: SchemaField): string {
  return field.path.replace(/\[\]$/, '').replaceAll('[]', '[*]');
}

const byPath = new Map<string, SchemaField>();
for (const field of schemaFields) {
  const path = jsonPathOf(field);
  if (!byPath.has(path)) byPath.set(path, field);
}

/** The field at a path of the `json` operator; indexes count as wildcards, case counts. */
export function schemaFieldAt(path: string): SchemaField | undefined {
  return byPath.get(path.replaceAll(/\[\d+\]/g, '[*]')) ?? byPath.get(path);
}
