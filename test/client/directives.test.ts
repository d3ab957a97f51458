import assert from 'node:assert/strict';
import { readDirectives, readTimeRange } from '../../client/src/query/directives.ts';

describe('directives of a cell', () => {
  it('reads title, time range and parameters from the leading comments', () => {
    const text =
      '// @title Top bounced\n//@time 2018-01-01T00:00:00Z to now\n// @param domain=example.com\n// @param q="a b"\nerror';
    assert.deepEqual(readDirectives(text), {
      title: 'Top bounced',
      timeRange: { from: '2018-01-01T00:00:00Z', to: 'now' },
      parameters: { domain: 'example.com', q: 'a b' },
    });
  });

  it('leaves comments below the query and unknown directives alone', () => {
    assert.deepEqual(readDirectives('// @chart bar\n// @param nothing\nerror\n// @title late'), {
      title: undefined,
      timeRange: {},
      parameters: {},
    });
  });

  it('the first title counts, and a parameter may be empty', () => {
    const { title, parameters } = readDirectives('// @title a\n// @title b\n// @param x=\nerror');
    assert.deepEqual([title, parameters], ['a', { x: '' }]);
  });

  it('a last duration has a start, and no end but now', () => {
    assert.deepEqual(readTimeRange('last 24h'), { from: '-24h' });
    assert.deepEqual(readTimeRange('LAST 7 d'), { from: '-7d' });
  });

  it('one time is a start, and all is no limit', () => {
    assert.deepEqual(readTimeRange('2018-01-01'), { from: '2018-01-01' });
    assert.deepEqual(readTimeRange('-2d to -1d'), { from: '-2d', to: '-1d' });
    assert.deepEqual(readTimeRange('all data'), {});
  });

  it('a parameter named like a part of every object is only a parameter', () => {
    const { parameters } = readDirectives('// @param __proto__=x\nerror');
    assert.deepEqual(Object.entries(parameters), [['__proto__', 'x']]);
  });
});
