/** Other tools for logs, each asked in its own words which addresses bounced most often. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ten addresses that bounced most often, and how often; ties by address, the last of the alphabet first. */
export type Answer = readonly (readonly [address: string, events: number])[];

export interface Rival {
  readonly name: string;
  readonly program: string;
  /** Writes what the tool has to be told about the records beforehand. */
  prepare?(folder: string): void;
  /** What a shell runs inside of that folder: the question about the file at `path`. */
  question(path: string): string;
  answer(output: string): Answer;
}

/** The shell counts the lines of tools that do not count themselves, as their users would have it do. */
const counting = 'sort | uniq -c | sort -rn | head';

function countedLines(output: string): Answer {
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [events, address] = line.trim().split(' ');
      return [address ?? '', Number(events)];
    });
}

function jsonLines(output: string): Answer {
  const rows = output.trim().split('\n');
  return rows.map((line) => {
    const { address, events } = JSON.parse(line) as { readonly address: string; readonly events: number };
    return [address, events];
  });
}

/** A log format of lnav: of what lies deep in a record it only needs the time. */
const lnavFormat = {
  $schema: 'https://lnav.org/schemas/format-v1.schema.json',
  ses_notification: {
    title: 'Amazon SES notification',
    json: true,
    'hide-extra': true,
    'file-pattern': '\\.jsonl$',
    'timestamp-field': 'mail/timestamp',
    'line-format': [{ field: '__timestamp__' }, ' ', { field: 'notificationType' }],
    value: { notificationType: { kind: 'string' }, bounce: { kind: 'json', hidden: true } },
  },
};

const lnavQuery = `SELECT json_extract(r.value, '$.emailAddress') AS address, count(*) AS events
  FROM ses_notification, json_each(ses_notification.bounce, '$.bouncedRecipients') AS r
  WHERE notificationType = 'Bounce' GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT 10`;

/** Lists are the one thing that angle-grinder cannot take apart: the shell does it. */
const agrindQuery = String.raw`"\"notificationType\":\"Bounce\"" | json | where notificationType == "Bounce"
  | bounce.bouncedRecipients as recipients | fields recipients`;

const millerQuery = `if ($notificationType == "Bounce") { for (r in $bounce.bouncedRecipients) { @events[r.emailAddress] += 1 } }
  end { emit @events, "address" }`;

/** Text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Every tool that the cold path is to be ahead of. */
export const rivals: readonly Rival[] = [
  {
    name: 'angle-grinder',
    program: 'agrind',
    question: (path) =>
      `agrind -f ${quoted(path)} -o json ${quoted(agrindQuery)} | grep -o '"emailAddress":"[^"]*"' | cut -d '"' -f 4 | ${counting}`,
    answer: countedLines,
  },
  {
    name: 'lnav',
    program: 'lnav',
    prepare(folder) {
      const formats = join(folder, 'lnav/formats/ses');
      mkdirSync(formats, { recursive: true });
      writeFileSync(join(formats, 'format.json'), JSON.stringify(lnavFormat));
    },
    // A home of its own, so that no other format or setting takes part.
    question: (path) =>
      `HOME="$PWD" lnav -n -I lnav -c ${quoted(`;${lnavQuery}`)} -c ':write-jsonlines-to -' ${quoted(path)}`,
    answer: jsonLines,
  },
  {
    name: 'jq',
    program: 'jq',
    question: (path) =>
      `jq -r 'select(.notificationType == "Bounce").bounce.bouncedRecipients[].emailAddress' ${quoted(path)} | ${counting}`,
    answer: countedLines,
  },
  {
    name: 'Miller',
    program: 'mlr',
    question: (path) =>
      `mlr --ijsonl --ojsonl put -q ${quoted(millerQuery)} then sort -nr events -r address then head -n 10 ${quoted(path)}`,
    answer: jsonLines,
  },
];
