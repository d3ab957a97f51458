import assert from 'node:assert/strict';

import { leftmostTimestamp } from '../../../server/src/engine/sources/timestamp.ts';

const CASES: readonly (readonly [text: string, expected: string | undefined])[] = [
  ['{"t":"2018-02-08T18:18:09.060Z","u":"2001-01-01T00:00:00Z"}', '2018-02-08T18:18:09.060Z'],
  ['2018-01-02T19:45:18Z', '2018-01-02T19:45:18.000Z'],
  ['2023-07-10T11:42:36.131096486Z', '2023-07-10T11:42:36.131Z'],
  ['2009-12-03T04:24:21.000-05:00', '2009-12-03T09:24:21.000Z'],
  ['2018-10-08T14:05:45 +0200', '2018-10-08T12:05:45.000Z'],
  ['2022-02-08 09:23:18+11:00', '2022-02-07T22:23:18.000Z'],
  ['2025-01-20 16:52:14.5', '2025-01-20T16:52:14.500Z'],
  ['2018-01-02T19:45Z', '2018-01-02T19:45:00.000Z'],
  ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2018-02-30T00:00:00Z 2019-13-01T00:00:00Z 2020-02-29T01:02:03Z', '2020-02-29T01:02:03.000Z'],
  ['2018-01-02 and 19:45:18, 12345-06-07T00:00:00Z', undefined],
  ['2021-02-29T00:00:00Z', undefined],
  ['', undefined],
];

describe('the leftmost timestamp', () => {
  for (const [text, expected] of CASES) {
    it(`of ${JSON.stringify(text)} is ${expected ?? 'none'}`, () => {
      const time = leftmostTimestamp(Buffer.from(text));
      assert.equal(time === undefined ? undefined : new Date(time).toISOString(), expected);
    });
  }
});
