import assert from 'node:assert/strict';

import { DEPTH_LIMIT } from '../../../server/src/engine/sources/jsonScanner.ts';
import { frames } from './frames.ts';

describe('framing', () => {
  it('splits lines of JSON and skips blank lines', () => {
    assert.deepEqual(frames('{"a":1}\n\n  {"b":2}  \r\n{"c":3}').seen, [
      ['value', '{"a":1}', '1:1'],
      ['value', '{"b":2}', '3:3'],
      ['value', '{"c":3}', '4:1'],
    ]);
  });

  it('splits values that follow each other without a newline, braces in strings included', () => {
    assert.deepEqual(frames('{"a":"}{"}{"b":"\\"}{"}').seen, [
      ['value', '{"a":"}{"}', '1:1'],
      ['value', '{"b":"\\"}{"}', '1:11'],
    ]);
  });

  it('takes pretty-printed values whole', () => {
    assert.deepEqual(frames('{\n  "a": 1\n}\n{\n  "b": [\n    2\n  ]\n}\n').seen, [
      ['value', '{\n  "a": 1\n}', '1:1'],
      ['value', '{\n  "b": [\n    2\n  ]\n}', '4:1'],
    ]);
  });

  it('gives the elements of a top-level array at their own places', () => {
    assert.deepEqual(frames('[{"a":1},\n {"b":2}]\n{"c":3}').seen, [
      ['value', '{"a":1}', '1:2'],
      ['value', '{"b":2}', '2:2'],
      ['value', '{"c":3}', '3:1'],
    ]);
  });

  it('gives the elements of Records and passes over the rest of the object', () => {
    assert.deepEqual(frames('{ "Records" : [ {"a":1} , {"b":2} ] , "x": {"y": 1} }\n{"Records":[{"c":3}]}').seen, [
      ['value', '{"a":1}', '1:17'],
      ['value', '{"b":2}', '1:27'],
      ['value', '{"c":3}', '2:13'],
    ]);
  });

  it('keeps text between values as lines', () => {
    assert.deepEqual(frames('START RequestId: 1\n{"a":1}\n[INFO] done\n').seen, [
      ['text', 'START RequestId: 1', '1:1'],
      ['value', '{"a":1}', '2:1'],
      ['text', '[INFO] done', '3:1'],
    ]);
  });

  it('counts columns in UTF-16 units', () => {
    assert.deepEqual(frames('{"é":"😀"}{"b":x}').seen[1], [
      'malformed',
      '{"b":x}',
      '1:11',
      '1:16 Expected a value, found "x".',
    ]);
  });

  it('gives the same frames however the bytes arrive', () => {
    const text =
      'x\n{"Records":[{"a":"\\u00e9é"},{"b":[1,-2.5e3]}]}\n[{"c":null},\n{"d" 1},\n{"e":true}]\n{"f":"\n{"g":{}}\n{\n "h": 1\n}{"i":2} y\n';
    const whole = frames(text);
    assert.equal(whole.seen.length, 11);
    for (const size of [1, 2, 3, 7, 16]) assert.deepEqual(frames(text, size), whole);
  });
});

describe('malformed records', () => {
  it('cost their own line in a file of lines', () => {
    assert.deepEqual(frames('{"a":1}\n{"b":(2)}\n{"c":3}\n').seen, [
      ['value', '{"a":1}', '1:1'],
      ['malformed', '{"b":(2)}', '2:1', '2:6 Expected a value, found "(".'],
      ['value', '{"c":3}', '3:1'],
    ]);
  });

  it('that are cut at the end of a line leave the next line alone', () => {
    assert.deepEqual(frames('{"a":{"b":\n{"c":3}\n{"d":4}\n').seen, [
      ['malformed', '{"a":{"b":', '1:1', '1:11 The record is cut short: expected "," or "}".'],
      ['value', '{"c":3}', '2:1'],
      ['value', '{"d":4}', '3:1'],
    ]);
  });

  it('at the end of the file are kept and located', () => {
    assert.deepEqual(frames('{"a":1}\n{"b":"unfin').seen[1], [
      'malformed',
      '{"b":"unfin',
      '2:1',
      '2:12 The record is cut short: expected the end of the text in quotes.',
    ]);
  });

  it('stay one message when something follows the value on the line', () => {
    assert.deepEqual(frames('{"a":1}}\n{"b":2} note\n').seen, [
      ['malformed', '{"a":1}}', '1:1', '1:8 Expected the end of the line after the record, found "}".'],
      ['malformed', '{"b":2} note', '2:1', '2:9 Expected the end of the line after the record, found "n".'],
    ]);
  });

  it('that are pretty-printed end where the next record begins', () => {
    assert.deepEqual(frames('{\n  "a": oops,\n  "b": {\n    "c": 1\n  }\n}\n{\n  "d": 1\n}\n').seen, [
      ['malformed', '{\n  "a": oops,\n  "b": {\n    "c": 1\n  }\n}', '1:1', '2:8 Expected a value, found "o".'],
      ['value', '{\n  "d": 1\n}', '7:1'],
    ]);
  });

  it('in an array leave the other elements alone', () => {
    assert.deepEqual(frames('[\n  {"a":1},\n  {"b" 2},\n  {"c":3}\n]\n').seen, [
      ['value', '{"a":1}', '2:3'],
      ['malformed', '{"b" 2}', '3:3', '3:8 Expected ":", found "2".'],
      ['value', '{"c":3}', '4:3'],
    ]);
  });

  it('include values that are nested too deep', () => {
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const { seen } = frames(`${deep}\n{"b":1}`);
    assert.equal(
      seen[0]?.[3],
      `1:${String(5 + DEPTH_LIMIT)} Nested deeper than ${String(DEPTH_LIMIT)} levels, found "[".`,
    );
    assert.deepEqual(seen[1], ['value', '{"b":1}', '2:1']);
  });

  it('do not make an array of lines that only begin with a bracket', () => {
    assert.deepEqual(frames('[{main}] started\n{"a":1}\n').seen, [
      ['text', '[{main}] started', '1:1'],
      ['value', '{"a":1}', '2:1'],
    ]);
  });
});

describe('notes of the framer', () => {
  const cases: readonly (readonly [text: string, notes: readonly string[]])[] = [
    ['[]', ['An empty array holds no records.']],
    ['{"Records":[]}', ['An empty "Records" array holds no records.']],
    ['null', ['A bare null holds no record.']],
    ['{"a":1},\n{"b":2},\n', ['Commas between the records were skipped.', 'Commas between the records were skipped.']],
    ['[{"a":1} {"b":2}]', ['Commas are missing between elements of an array.']],
    ['\n{"Records":[{"a":1}', ['The "Records" array that starts in line 2 is not closed: the file may be cut short.']],
  ];
  for (const [text, notes] of cases)
    it(`for ${JSON.stringify(text)}`, () => {
      assert.deepEqual(frames(text).notes, notes);
    });
});
