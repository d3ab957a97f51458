import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { sourcesTree } from '../../client/src/sources/sourcesTree.ts';
import type { CategoryNode, FileNode } from '../../client/src/sources/sourceNodes.ts';
import type { SourceFile } from '../../server/src/protocol/engine.ts';

const bounces: SourceFile = {
  path: resolve('/w/ses/logs/bounces.json'),
  category: 'AWS/SES/Notifications',
  format: 'ndjson',
  records: 5918,
  kinds: { 'ses.notification': 5917, text: 1 },
  from: Date.UTC(2018, 3, 12, 11, 46, 41),
  to: Date.UTC(2018, 3, 13),
  bytes: 3_900_000,
  rejected: [{ line: 7, column: 3, reason: 'unexpected end\nof text' }],
  notes: ['unwrapped from SNS'],
};
const trail: SourceFile = {
  path: resolve('/w/ses/trail.json.gz'),
  category: 'AWS/CloudTrail',
  format: 'cloudtrail+gzip',
  records: 1,
  kinds: { cloudtrail: 1 },
  from: Date.UTC(2018, 3, 12, 11, 46),
  to: Date.UTC(2018, 3, 12, 11, 46),
  bytes: 812,
  rejected: [],
  notes: [],
};
const choices = { timezone: 'UTC', folders: [resolve('/w/ses')] };

const onlyFile = (file: SourceFile, from = choices): FileNode => {
  const node = sourcesTree({ files: [file] }, from)[0]?.children[0];
  assert.ok(node);
  return node;
};
const stateOf = (changes: Partial<SourceFile>): string => onlyFile({ ...trail, format: 'json', ...changes }).state;

describe('tree of sources', () => {
  it('has categories by name and their files by path, with counts, spans and rejected pieces', () => {
    const second = { ...bounces, path: resolve('/w/ses/a.json'), rejected: [], to: Date.UTC(2018, 3, 12, 12, 0) };
    const rows = sourcesTree({ files: [bounces, trail, second] }, choices).flatMap(
      ({ label, description, children }: CategoryNode) => [
        [label, description],
        ...children.map((file) => ['  ' + file.label, file.description]),
      ],
    );
    assert.deepEqual(rows, [
      ['AWS/CloudTrail', '1 file · 1 record · 2018-04-12 11:46'],
      ['  trail.json.gz', '1 record · 2018-04-12 11:46'],
      ['AWS/SES/Notifications', '2 files · 11,836 records · 1 rejected · 2018-04-12 to 2018-04-13'],
      ['  a.json', '5,918 records · 2018-04-12 11:46 to 12:00'],
      ['  bounces.json', '5,918 records · 1 rejected · 2018-04-12 to 2018-04-13 · logs'],
    ]);
  });

  it('says everything about a file in its facts, and in a sentence for screen readers', () => {
    const file = onlyFile(bounces);
    assert.deepEqual(file.facts, [
      ['Path', bounces.path],
      ['Category', 'AWS/SES/Notifications'],
      ['Format', 'ndjson, 3.9 MB'],
      ['Records', '5,918 (ses.notification 5,917, text 1)'],
      ['Span', '2018-04-12 11:46:41 to 2018-04-13 00:00:00 UTC'],
      ['Rejected', '1'],
      ['Note', 'unwrapped from SNS'],
    ]);
    assert.equal(file.spoken, 'bounces.json, 5,918 records, 1 rejected, 2018-04-12 to 2018-04-13, in logs');
  });

  it('writes times in the chosen zone', () => {
    const file = onlyFile(bounces, { ...choices, timezone: 'America/New_York' });
    assert.deepEqual(file.facts[4], ['Span', '2018-04-12 07:46:41 to 2018-04-12 20:00:00 America/New_York']);
    assert.equal(file.description, '5,918 records · 1 rejected · 2018-04-12 07:46 to 20:00 · logs');
  });

  it('has a node for each rejected piece, at its place', () => {
    const [piece, ...others] = onlyFile(bounces).children;
    assert.deepEqual(others, []);
    assert.deepEqual(piece, {
      kind: 'rejected',
      id: `rejected\n0\n${bounces.path}`,
      label: '7:3',
      description: 'unexpected end of text',
      spoken: 'Rejected: unexpected end of text, line 7, column 3',
      path: bounces.path,
      bytes: 3_900_000,
      isText: true,
      line: 7,
      column: 3,
    });
  });

  it('shows a hundred rejected pieces and counts the others, those that are not listed too', () => {
    const rejected = Array.from({ length: 1000 }, (_, index) => ({ line: index + 1, column: 1, reason: 'x' }));
    const { description, children } = onlyFile({ ...bounces, rejected, rejectedCount: 2345 });
    assert.match(description, / · 2,345 rejected · /);
    assert.equal(children.length, 101);
    assert.deepEqual([children.at(-1)?.kind, children.at(-1)?.label], ['more', '2,245 more']);
    const exact = onlyFile({ ...bounces, rejected: rejected.slice(0, 100) });
    assert.deepEqual([exact.children.length, exact.children.at(-1)?.kind], [100, 'rejected']);
  });

  it('names files of CloudTrail by what tells them apart, and in full to screen readers', () => {
    const name = '111122223333_CloudTrail_eu-west-1_20240311T2355Z_XBOCYPPFIRGCWPZ4.json.gz';
    const file = onlyFile({ ...trail, path: resolve('/w/ses/logs', name) });
    assert.equal(file.label, 'eu-west-1 20240311T2355Z');
    assert.equal(file.description, '1 record · 2018-04-12 11:46 · 111122223333 · logs');
    assert.equal(file.spoken, `${name}, 1 record, 2018-04-12 11:46, in logs`);
    assert.equal(file.facts[0]?.[1], resolve('/w/ses/logs', name));

    const copy = `copy of ${name}`;
    assert.equal(onlyFile({ ...trail, path: resolve('/w/ses', copy) }).label, copy);
  });

  it('says how many duplicates were left out, where any were', () => {
    const [category] = sourcesTree({ files: [{ ...trail, duplicates: 3 }] }, choices);
    const [file] = category?.children ?? [];
    assert.match(category?.description ?? '', / · 3 duplicates left out · /);
    assert.match(file?.description ?? '', /^1 record · 3 duplicates left out · /);
    assert.deepEqual(
      file?.facts.find(([name]) => name === 'Duplicates'),
      ['Duplicates', '3 left out'],
    );
    const none = onlyFile({ ...trail, duplicates: 0 });
    assert.doesNotMatch(none.description, /duplicate/);
    assert.deepEqual(
      none.facts.find(([name]) => name === 'Duplicates'),
      ['Duplicates', '0 left out'],
    );
  });

  it('has an icon by what is most urgent', () => {
    assert.equal(stateOf({}), 'read');
    assert.equal(stateOf({ format: 'json+gzip' }), 'compressed');
    assert.equal(stateOf({ format: 'json+gzip', notes: ['a note'] }), 'noted');
    assert.equal(stateOf({ records: 0, notes: ['a note'] }), 'empty');
    assert.equal(stateOf({ records: 0, rejected: bounces.rejected }), 'rejected');
  });

  it('knows which files an editor can show as text', () => {
    const texts = [bounces, trail, { ...bounces, path: '/w/ses/logs.zip', format: 'empty' }].map(
      (file) => onlyFile(file).isText,
    );
    assert.deepEqual(texts, [true, false, false]);
  });

  it('names folders from the workspace folder, with its name when there are several, else as a whole', () => {
    const folders = [resolve('/w/ses'), resolve('/w/other')];
    const [inside, top, outside] = [bounces, trail, { ...trail, path: resolve('/w/session/x.json') }].map((file) =>
      onlyFile(file, { timezone: 'UTC', folders }).description.split(' · ').at(-1),
    );
    assert.deepEqual([inside, top, outside], ['ses/logs', 'ses', resolve('/w/session')]);
  });

  it('shows nothing of a name or a reason that could hide or turn text around', () => {
    const file = onlyFile({
      ...bounces,
      path: resolve('/w/ses/a\n\u202egnp.json'),
      rejected: [{ line: 1, column: 1, reason: 'x'.repeat(1000) }],
    });
    assert.equal(file.label, 'a gnp.json');
    assert.equal(file.children[0]?.description, `${'x'.repeat(299)}…`);
  });

  it('has no rows without files, and a name for files without a category', () => {
    assert.deepEqual(sourcesTree({ files: [] }, choices), []);
    const { label, description } = sourcesTree(
      { files: [{ ...trail, category: '', from: undefined, to: undefined }] },
      choices,
    )[0] as CategoryNode;
    assert.deepEqual([label, description], ['No category', '1 file · 1 record']);
  });
});
