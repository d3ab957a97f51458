import assert from 'node:assert/strict';
import { parseDocument } from '../../../server/src/language/index.ts';
import { describePlan } from '../../../server/src/engine/plan/describe.ts';
import { planQuery } from '../../../server/src/engine/plan/planQuery.ts';
import { enabledRewrites, rewritePlan, rewrites } from '../../../server/src/engine/plan/rewrite/rewrites.ts';
import type { RewriteName } from '../../../server/src/engine/plan/rewrite/rewrites.ts';
import { hotFields } from '../../../server/src/engine/store/hotFields.ts';
import fields from '../../../server/src/language/schema/fields.json' with { type: 'json' };

interface Tried {
  readonly fired: readonly RewriteName[];
  /** Kinds of steps from the last to the first. */
  readonly steps: readonly string[];
  readonly text: string;
}

function rewrite(text: string, names: readonly RewriteName[] = rewrites.map(({ name }) => name)): Tried {
  const query = parseDocument(text).cells[0]?.query;
  assert.ok(query !== undefined);
  const context = { range: undefined, isWholeRange: true, now: 0, timezone: 'UTC', text, steps: [] };
  const result = planQuery(query, context);
  assert.ok(result.kind === 'plan');
  const { plan } = result;
  const needed = plan.columns.map(({ id }) => id);
  const { root, fired } = rewritePlan(plan.root, needed, { storedFields: hotFields, enabled: new Set(names) });
  const described = describePlan({ ...plan, root });
  const steps = described
    .slice(0, described.indexOf('Columns:'))
    .split('\n')
    .flatMap((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? []);
  return { fired, steps, text: described };
}

describe('a rewrite', () => {
  it('reads fields of the schema from their columns', () => {
    const { text } = rewrite('* | json "bounce.bounceType" as t nodrop | count by t');
    assert.doesNotMatch(text, /json|hasText/i);
  });

  it('leaves paths alone that have no column', () => {
    const { fired, text } = rewrite('* | json "bounce.other" as t nodrop | count by t');
    assert.equal(fired.includes('hot-columns'), false);
    assert.match(text, /jsonText/);
  });

  it('leaves JSON of fields alone', () => {
    const { text } = rewrite('* | json "a" as m nodrop | json field=m "notificationType" as t nodrop | count by t');
    assert.match(text, /jsonText\(c\d+, "\$\.\\"notificationType\\""\)/);
  });

  it('removes what nothing uses', () => {
    const { fired, text } = rewrite('* | json "x" nodrop | json "y" nodrop | count by y', ['prune-columns']);
    assert.deepEqual(fired, ['prune-columns']);
    assert.doesNotMatch(text, /\\"x\\"/);
  });

  it('moves a condition on a stored field below all that does not define it', () => {
    const { steps } = rewrite(
      '* | json "notificationType" as k nodrop | parse regex "(?<a>x)" multi | where k = "Bounce" | count by a',
    );
    assert.deepEqual(steps, ['aggregate', 'explode', 'extend', 'filter', 'scan']);
  });

  it('never moves a condition past a limit, a sort or a count', () => {
    for (const stage of ['limit 5', 'sort by k', 'count by k']) {
      const { steps } = rewrite(`* | json "notificationType" as k nodrop | ${stage} | where k = "Bounce"`);
      assert.equal(steps[0], 'filter', stage);
    }
  });

  it('tests cheap conditions first', () => {
    const { text } = rewrite('"some words" | where _size > 10 | count', ['cheap-first']);
    assert.ok(text.indexOf('matchesText') < text.indexOf('greater('));
  });

  it('keeps the order of conditions that cost the same', () => {
    assert.deepEqual(rewrite('* | where _size > 10 | where _size < 20 | count', ['cheap-first']).fired, []);
  });

  it('reads several paths of one text in one go', () => {
    const { text } = rewrite('* | json "x", "y", "z" as a, b, c nodrop | count by a, b, c', ['fuse-json']);
    assert.match(text, /jsonTexts\(c\d+, "\$\.\\"x\\"", "\$\.\\"y\\"", "\$\.\\"z\\""\)/);
  });

  it('reads a single path as it is', () => {
    assert.deepEqual(rewrite('* | json "x" nodrop | count by x', ['fuse-json']).fired, []);
  });

  it('finds the JSON of a text once for all stages', () => {
    const { text } = rewrite('* | json "x" nodrop | json "y" nodrop | count by x, y', [
      'share-values',
      'prune-columns',
    ]);
    assert.equal(text.split('jsonWithin').length, 2);
  });

  it('is off when its name is in the list', () => {
    const all = rewrites.map(({ name }) => name);
    assert.deepEqual(
      [...enabledRewrites('fuse-json, cheap-first')],
      all.filter((name) => name !== 'fuse-json' && name !== 'cheap-first'),
    );
  });
});

describe('hot fields', () => {
  it('are fields of the schema', () => {
    const known = new Set(fields.map(({ path }) => path));
    assert.deepEqual(
      hotFields.filter(({ path }) => !known.has(path)),
      [],
    );
  });
});
