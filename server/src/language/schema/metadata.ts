/** A field every message has, whatever it contains (language.md 2.2). */
export interface MetadataField {
  readonly name: string;
  readonly summary: string;
  /** Values worth offering after `=`. */
  readonly values: readonly string[];
}

/** Source categories given to files by what they contain. */
export const detectedCategories = { cloudtrail: 'AWS/CloudTrail', ses: 'AWS/SES/Notifications' } as const;

export const metadataFields: readonly MetadataField[] = [
  {
    name: '_sourceCategory',
    summary: 'The category of the file the message came from; `*` matches any part.',
    values: Object.values(detectedCategories),
  },
  { name: '_sourceName', summary: 'The path of the file the message came from.', values: [] },
  { name: '_sourceHost', summary: 'The host named for the file.', values: [] },
  { name: '_source', summary: 'The source named for the file.', values: [] },
  { name: '_collector', summary: 'The collector named for the file.', values: [] },
  { name: '_raw', summary: 'The text of the message.', values: [] },
  { name: '_messageTime', summary: 'The time of the message in milliseconds.', values: [] },
];
