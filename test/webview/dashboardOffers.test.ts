import assert from 'node:assert/strict';
import type { DashboardVariable } from '../../server/src/protocol/dashboard.ts';
import { variableOffer, zoneOffer } from '../../client/webview/dashboard/offers.ts';
import { choices, dashboard } from './dashboardStates.ts';

const withVariable = (variable: DashboardVariable, chosen: readonly string[] = []) => ({
  kind: 'dashboard' as const,
  dashboard: dashboard({ variables: [variable] }),
  choices: { ...choices, variables: { [variable.name]: chosen } },
  editable: true,
  warnings: [],
});

describe('what is offered for a variable', () => {
  it('are the values of its list, nothing else when its default is one of them', () => {
    const shown = withVariable({ name: 'zone', kind: 'list', values: ['a', 'b'], default: 'a' });
    assert.deepEqual(variableOffer(shown, 'zone', undefined), {
      label: 'zone',
      chosen: ['a'],
      multi: false,
      values: ['a', 'b'],
      free: false,
    });
  });

  it('are the values of the data once they have come, with a word on those that are left out', () => {
    const shown = withVariable({ name: 'domain', label: 'Domain', kind: 'query', query: '*', multi: true }, ['x']);
    const offer = { label: 'Domain', chosen: ['x'], multi: true, free: true };
    assert.deepEqual(variableOffer(shown, 'domain', undefined), { ...offer, values: undefined });
    assert.deepEqual(variableOffer(shown, 'domain', { kind: 'values', values: ['x', 'y'], truncated: true }), {
      ...offer,
      values: ['x', 'y'],
      note: 'The first 2 values; type others',
    });
    assert.deepEqual(variableOffer(shown, 'domain', { kind: 'problem', message: 'Type one.' }), {
      ...offer,
      values: [],
      note: 'Type one.',
    });
  });

  it('is only what is typed for a text', () => {
    const shown = withVariable({ name: 'word', kind: 'text' });
    const { values, free, chosen } = variableOffer(shown, 'word', undefined);
    assert.deepEqual([values, free, chosen], [[], true, ['*']]);
  });
});

describe('time zones', () => {
  it('begin with UTC, each of them once', () => {
    const { values = [], chosen } = zoneOffer('Europe/Berlin');
    assert.equal(values[0], 'UTC');
    assert.equal(new Set(values).size, values.length);
    assert.deepEqual(chosen, ['Europe/Berlin']);
  });
});
