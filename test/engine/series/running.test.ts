import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const numbers = messages({ n: '10', g: 'a' }, { n: '20', g: 'b' }, { n: 'none', g: 'a' }, { n: '40', g: 'a' });
const read = '* | json "n", "g"';

describe('running operators', () => {
  it('accum adds up and leaves rows without a number empty', async () => {
    assert.deepEqual(await values(numbers, `${read} | accum n`, '_accum'), [[10], [30], [null], [70]]);
  });

  it('accum by keeps a sum for each group and the order of the rows', async () => {
    assert.deepEqual(await values(numbers, `${read} | accum n as sum by g`, 'g', 'sum'), [
      ['a', 10],
      ['b', 20],
      ['a', null],
      ['a', 50],
    ]);
  });

  it('total writes the sum into every row, also into those without a number', async () => {
    assert.deepEqual(await values(numbers, `${read} | total n`, '_total'), [[70], [70], [70], [70]]);
  });

  it('total in brackets means the same', async () => {
    assert.deepEqual(await values(numbers, `${read} | total(n) as all by g`, 'all'), [[50], [20], [50], [50]]);
  });

  it('diff is previous minus present and passes over rows without a number', async () => {
    assert.deepEqual(await values(numbers, `${read} | diff n`, '_diff'), [[null], [-10], [null], [-20]]);
  });

  it('diff of whole numbers stays whole', async () => {
    const result = await run(messages({}, {}), '* | count by _raw | diff _count | fields _diff');
    assert.deepEqual(result.types, ['long']);
  });

  it('diff of times is a number of milliseconds', async () => {
    assert.deepEqual(await values(messages('a', 'b'), '* | diff _messageTime', '_diff'), [[null], [1000]]);
  });

  it('backshift looks several numbers back', async () => {
    assert.deepEqual(await values(numbers, `${read} | backshift n, 2 as before`, 'before'), [
      [null],
      [null],
      [null],
      [10],
    ]);
  });

  it('smooth takes what there is at the start', async () => {
    assert.deepEqual(await values(numbers, `${read} | smooth n, 2`, '_smooth'), [[10], [15], [null], [30]]);
  });

  it('smooth looks at ten rows unless told otherwise', async () => {
    const many = messages(...Array.from({ length: 12 }, (_, index) => ({ n: index })));
    const result = await values(many, '* | json "n" | smooth n', '_smooth');
    assert.deepEqual(result.slice(9), [[4.5], [5.5], [6.5]]);
  });

  it('rollingstd is the deviation of the population', async () => {
    assert.deepEqual(await values(numbers, `${read} | rollingstd n, 2`, '_rollingstd'), [[0], [5], [null], [10]]);
  });

  it('follows the order of a sort before it', async () => {
    assert.deepEqual(await values(numbers, `${read} | num(n) | sort by n asc | accum n`, 'n', '_accum'), [
      [10, 10],
      [20, 30],
      [40, 70],
      [null, null],
    ]);
  });

  it('says so when the field does not exist', async () => {
    const result = await run(numbers, `${read} | accum missing | fields _accum`);
    assert.deepEqual([result.rows.map((row) => row[1]), result.notices], [[null, null, null, null], ['field.unknown']]);
  });

  it('refuses a window of more than 1,000 rows', async () => {
    await assert.rejects(run(numbers, `${read} | smooth n, 1001`), /from 1 to 1000/);
  });
});

describe('bin', () => {
  const input = messages({ n: -5 }, { n: 0 }, { n: 9.5 }, { n: 10 }, { n: 49 }, { n: 50 }, { n: 90 }, { n: 'x' });

  it('puts values into half-open ranges and those outside into the first and the last', async () => {
    const result = await values(input, '* | json "n" | bin n width=10, min=0, max=50', '_bin_lower', '_bin_label');
    assert.deepEqual(result, [
      [0, '[0, 10)'],
      [0, '[0, 10)'],
      [0, '[0, 10)'],
      [10, '[10, 20)'],
      [40, '[40, 50)'],
      [40, '[40, 50)'],
      [40, '[40, 50)'],
      [null, null],
    ]);
  });

  it('counts ranges from 0 without bounds', async () => {
    const result = await values(input, '* | json "n" | bin n width=7', '_bin_lower', '_bin_upper');
    assert.deepEqual(result.slice(0, 4), [
      [-7, 0],
      [0, 7],
      [7, 14],
      [7, 14],
    ]);
  });

  it('needs a width', async () => {
    await assert.rejects(run(input, '* | json "n" | bin n min=0, max=5'), /width/);
  });
});
