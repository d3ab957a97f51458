import assert from 'node:assert/strict';
import { NodeKeys } from '../../../server/src/engine/dashboard/sharing/nodeKeys.ts';
import type { PlanNode } from '../../../server/src/engine/plan/nodes.ts';
import { call, column } from '../../../server/src/engine/plan/scalar.ts';
import type { Scalar } from '../../../server/src/engine/plan/scalar.ts';

const scan = (from = 0): PlanNode => ({
  kind: 'scan',
  range: { from, to: 10 },
  columns: [{ id: 'c1', attribute: 'raw', type: 'text' }],
});

const filter = (input: PlanNode, value: string | number | null): PlanNode => {
  const constant: Scalar = { kind: 'constant', value, type: typeof value === 'string' ? 'text' : 'double' };
  return { kind: 'filter', input, condition: call('equal', 'boolean', column('c1', 'text'), constant) };
};

describe('keys of plan nodes', () => {
  it('are the same for parts that are written the same, whatever objects they are', () => {
    const keys = new NodeKeys();
    assert.equal(keys.key(filter(scan(), 'a')), keys.key(filter(scan(), 'a')));
    assert.equal(keys.key(scan()), keys.key(scan()));
  });

  it('differ with anything below', () => {
    const keys = new NodeKeys();
    assert.notEqual(keys.key(filter(scan(0), 'a')), keys.key(filter(scan(1), 'a')));
    assert.notEqual(keys.key(filter(scan(), 'a')), keys.key(filter(filter(scan(), 'b'), 'a')));
    assert.notEqual(keys.key(filter(scan(), '1')), keys.key(filter(scan(), 1)));
  });

  it('differ between numbers that JSON writes alike', () => {
    const keys = new NodeKeys();
    const values = [0, -0, NaN, Infinity, -Infinity, null, 'NaN'];
    assert.equal(new Set(values.map((value) => keys.key(filter(scan(), value)))).size, values.length);
  });
});
