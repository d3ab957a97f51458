import assert from 'node:assert/strict';
import { parseDocument } from '../../../server/src/language/index.ts';
import type { Query } from '../../../server/src/language/index.ts';
import {
  broken,
  fileConditions,
  firstLookConditions,
  questionConditions,
  selectionConditions,
} from '../../../server/src/engine/stream/conditions.ts';
import type { Candidate, FirstPlan, Question, Selection } from '../../../server/src/engine/stream/conditions.ts';
import { defaultReading } from '../../../server/src/engine/sources/settings/reading.ts';

function query(text: string): Query {
  const parsed = parseDocument(text).cells[0]?.query;
  assert.ok(parsed !== undefined);
  return parsed;
}

const plain = { compressed: false, newLine: '\n' } as const;
const scan = { kind: 'scan', range: undefined, columns: [] } as const;
const counted = { kind: 'aggregate', input: scan, keys: [], aggregations: [] } as const;

const question: Question = {
  settings: { logs: [], categories: [], memoryLimit: '', threads: 0, cacheFolder: undefined, oneShot: true },
  params: { timezone: 'UTC' },
  query: query('* | count'),
};
const selection: Selection = { files: 1, bytes: 10, smallest: 10 };
const candidate: Candidate = {
  file: { path: '/logs/a.jsonl' },
  source: { reading: defaultReading, fields: {} },
  form: plain,
};
const first: FirstPlan = {
  plan: { root: counted, columns: [], shape: 'aggregates', scope: scan },
  askedForTimes: false,
  attributes: new Set(['raw']),
  files: [{ form: { ...plain, compressed: true }, bytes: 1000, inflateLimit: 1_032_000 }],
};

describe('what can be asked without loading', () => {
  it('is a single question about plain files', () => {
    assert.equal(broken(questionConditions, question), undefined);
    assert.equal(broken(selectionConditions, selection), undefined);
    assert.equal(broken(fileConditions, candidate), undefined);
    assert.equal(broken(firstLookConditions, first), undefined);
  });

  const questions: Readonly<Record<string, Partial<Question>>> = {
    'what is loaded is kept for the next question': { settings: { ...question.settings, cacheFolder: '/cache' } },
    'only some of the files are asked': { params: { timezone: 'UTC', paths: ['/logs/a.jsonl'] } },
    'the time zone is not known': { params: { timezone: 'Mars/Crater' } },
    'the query saves a table': { query: query('* | count | save /shared/counts') },
  };
  for (const [reason, more] of Object.entries(questions)) {
    it(`is not asked because ${reason}`, () => {
      assert.equal(broken(questionConditions, { ...question, ...more }), reason);
    });
  }

  const selections: Readonly<Record<string, Partial<Selection>>> = {
    'there are no files': { files: 0 },
    'there are more than 1000 files': { files: 1001 },
    'the files are small': { bytes: 9 },
  };
  for (const [reason, more] of Object.entries(selections)) {
    it(`is not asked because ${reason}`, () => {
      assert.equal(broken(selectionConditions, { ...selection, ...more }), reason);
    });
  }

  const rules = [{ name: 'no sends', filterType: 'Exclude', regexp: 'Send' }] as const;
  const candidates: Readonly<Record<string, Partial<Candidate>>> = {
    'it does not begin with a record of Amazon SES that is a line of its own': { form: undefined },
    'there are wildcards in its name': { file: { path: '/logs/a[1].jsonl' } },
    'settings say how it is read': { source: { reading: { ...defaultReading, rules }, fields: {} } },
    'settings give fields to its messages': { source: { reading: defaultReading, fields: { team: 'mail' } } },
  };
  for (const [reason, more] of Object.entries(candidates)) {
    it(`is not a file of which ${reason}`, () => {
      assert.equal(broken(fileConditions, { ...candidate, ...more }), reason);
    });
  }

  const plans: Readonly<Record<string, Partial<FirstPlan>>> = {
    'the times of the messages have to be known first': { askedForTimes: true },
    'messages are shown in their order': { plan: { ...first.plan, shape: 'messages' } },
    'the order of the messages matters': {
      plan: { ...first.plan, root: { kind: 'limit', input: scan, count: 1 } },
    },
    'messages have to be counted first': { attributes: new Set(['messageId']) },
    'a compressed file may be larger than it is allowed to be': {
      files: first.files.map((file) => ({ ...file, inflateLimit: 1_031_999 })),
    },
  };
  for (const [reason, more] of Object.entries(plans)) {
    it(`takes a second look because ${reason}`, () => {
      assert.equal(broken(firstLookConditions, { ...first, ...more }), reason);
    });
  }
});
