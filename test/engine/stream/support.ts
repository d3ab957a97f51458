/** Asks the same question of files that are read on the way and of files that are loaded first. */
import assert from 'node:assert/strict';
import { Engine } from '../../../server/src/engine/engine.ts';
import type {
  EngineSettings,
  QueryStats,
  ResultColumn,
  ResultNotice,
  ResultValue,
  RunQueryParams,
} from '../../../server/src/protocol/engine.ts';

const settings: EngineSettings = {
  logs: [],
  categories: [],
  memoryLimit: '',
  threads: 0,
  cacheFolder: undefined,
  oneShot: true,
};

const usual = { timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: '' } as const;

/** What may differ from a question about all of the time. */
export interface Choices {
  readonly params?: Partial<RunQueryParams>;
  readonly settings?: Partial<EngineSettings>;
}

export interface Answer {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly ResultValue[])[];
  readonly notices: readonly ResultNotice[];
  readonly stats: QueryStats;
  /** Whether the files were read on the way. */
  readonly streamed: boolean;
}

type Asked = Answer | { readonly problem: string; readonly streamed: boolean };

/** Asks with files read on the way when they have at least so many bytes. */
export async function ask(
  query: string,
  logs: readonly string[],
  streamFrom: number,
  choices: Choices = {},
): Promise<Asked> {
  const [answer] = await askAll([{ query, ...choices.params }], logs, streamFrom, choices.settings);
  assert.ok(answer !== undefined);
  return answer;
}

/** Asks several questions one after the other. */
export async function askAll(
  questions: readonly (Partial<RunQueryParams> & Pick<RunQueryParams, 'query'>)[],
  logs: readonly string[],
  streamFrom: number,
  more: Partial<EngineSettings> = {},
): Promise<readonly Asked[]> {
  const engine = await Engine.open({ ...settings, logs, ...more }, streamFrom);
  try {
    const answers: Asked[] = [];
    for (const question of questions) answers.push(await askEngine(engine, question));
    return answers;
  } finally {
    engine.close();
  }
}

/** What is said about how a question would be answered. */
export async function explain(query: string, logs: readonly string[]): Promise<string> {
  const engine = await Engine.open({ ...settings, logs }, 0);
  try {
    const params = { ...usual, query };
    const result = await engine.explain(params, { signal: new AbortController().signal });
    return result.kind === 'explained' ? result.text : result.message;
  } finally {
    engine.close();
  }
}

async function askEngine(
  engine: Engine,
  question: Partial<RunQueryParams> & Pick<RunQueryParams, 'query'>,
): Promise<Asked> {
  let streamed = true;
  const result = await engine.run(
    { ...usual, ...question },
    {
      signal: new AbortController().signal,
      onProgress({ phase }) {
        if (phase === 'scanning') streamed = false;
      },
    },
  );
  if (result.kind !== 'rows') return { problem: result.message, streamed };
  const { resultId, columns, notices, stats } = result;
  const { rows } = await engine.page({ resultId, offset: 0, limit: 1000, sort: undefined });
  return { columns, rows, notices, stats, streamed };
}

/** The answer of files read on the way, which is the same when they are loaded first. */
export async function both(query: string, logs: readonly string[], choices: Choices = {}): Promise<Answer> {
  const { streamed, loaded } = await compare(query, logs, choices);
  assert.ok('columns' in streamed, JSON.stringify(streamed));
  assert.equal(loaded.streamed, false);
  return streamed;
}

/** Whether an answer, or a problem, that is the same both ways was found without loading the files. */
export async function agrees(query: string, logs: readonly string[], choices: Choices = {}): Promise<boolean> {
  const { streamed } = await compare(query, logs, choices);
  return streamed.streamed;
}

async function compare(
  query: string,
  logs: readonly string[],
  choices: Choices,
): Promise<{ readonly streamed: Asked; readonly loaded: Asked }> {
  const streamed = await ask(query, logs, 0, choices);
  const loaded = await ask(query, logs, Infinity, choices);
  assertSame(streamed, loaded, query);
  return { streamed, loaded };
}

/** Asserts that two answers show the same; figures only as far as both have them. */
export function assertSame(streamed: Asked, loaded: Asked, query: string): void {
  assert.deepEqual(shown(streamed), shown(loaded), query);
  // Figures that the answer did not need are not there, and without messages now is the clock's.
  if ('columns' in streamed && 'columns' in loaded && (streamed.stats.messagesTotal ?? 0) > 0)
    assert.deepEqual(figures(streamed.stats), figures(loaded.stats), query);
}

function shown(answer: Asked): unknown {
  if (!('columns' in answer)) return answer.problem;
  const { columns, rows, notices } = answer;
  return { columns, rows, notices };
}

function figures({ messagesTotal, rows, range, now }: QueryStats): unknown {
  return { messagesTotal, rows, range, now };
}

/** A bounce of one recipient; the index makes its time. */
export function bounce(address: string, index: number, more = ''): string {
  const time = `2024-03-11T00:00:0${String(index)}.000Z`;
  return `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"${address}"}],"timestamp":"${time}"},"mail":{"timestamp":"${time}","source":"a@b.example"${more}}}`;
}

/** Three bounces and an event, in the order of their times. */
export const lines = [
  bounce('a@x.example', 1),
  bounce('b@y.example', 2),
  '{"eventType":"Send","mail":{"timestamp":"2024-03-11T00:00:03.000Z","source":"c@d.example"},"send":{}}',
  bounce('a@x.example', 4),
];
