import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { Quietly } from '../../client/src/sources/quietly.ts';
import type { Clock } from '../../client/src/sources/quietly.ts';
import { concernsLogs, watchPlan } from '../../client/src/sources/watchPlan.ts';

/** A clock that a test turns; it counts what waits on it. */
class FakeClock implements Clock {
  #now = 0;
  readonly #waiting = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const own = (): void => call();
    this.#waiting.set(own, this.#now + milliseconds);
    return () => this.#waiting.delete(own);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  turn(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#waiting].filter(([, time]) => time <= end).sort(([, a], [, b]) => a - b);
      if (next === undefined) break;
      const [call, time] = next;
      this.#waiting.delete(call);
      this.#now = time;
      call();
    }
    this.#now = end;
  }
}

function makeQuietly() {
  const clock = new FakeClock();
  const told: number[] = [];
  const quietly = new Quietly(() => told.push(clock.now()), { quiet: 500, atMost: 5000 }, clock);
  return { clock, told, quietly };
}

describe('watching logs', () => {
  it('many changes are told once, when they pause', () => {
    const { clock, told, quietly } = makeQuietly();
    for (let step = 0; step < 5; step += 1) {
      quietly.happened();
      clock.turn(100);
    }
    assert.deepEqual(told, []);
    clock.turn(10_000);
    assert.deepEqual([told, clock.waiting], [[900], 0]);
  });

  it('changes without a pause are told every five seconds', () => {
    const { clock, told, quietly } = makeQuietly();
    for (let time = 0; time < 12_000; time += 100) {
      quietly.happened();
      clock.turn(100);
    }
    assert.deepEqual(told, [5000, 10_000]);
    clock.turn(10_000);
    assert.deepEqual([told, clock.waiting], [[5000, 10_000, 12_400], 0]);
  });

  it('what is cancelled is not told', () => {
    const { clock, told, quietly } = makeQuietly();
    quietly.happened();
    quietly.cancel();
    clock.turn(10_000);
    assert.deepEqual([told, clock.waiting], [[], 0]);
  });

  it('folders are watched with all below, files alone, globs from their first sign on', () => {
    const at = (path: string): string => resolve(path);
    const plan = watchPlan(
      [at('/w/one'), at('/var/mail.log'), at('/x/exports/**/*.json.gz'), at('/x/!(a)/b'), 'relative'],
      [at('/w/one')],
      (path) => path === at('/w/one'),
    );
    assert.deepEqual(plan, [
      { base: at('/w/one'), pattern: '**' },
      { base: at('/var'), pattern: 'mail.log' },
      { base: at('/x/exports'), pattern: '**/*.json.gz' },
      { base: at('/x'), pattern: '**' },
      { base: at('/w/one'), pattern: '{.sesq,.sesq/sources.json}' },
    ]);
  });

  it('only files that may hold logs count, and the file of sources', () => {
    const base = resolve('/home/me/.logs');
    const counted = [
      'a.json',
      'sub/bounces.2018',
      '.sesq/sources.json',
      '.sesq',
      '.git/index',
      'node_modules/x/a.json',
    ].map((path) => concernsLogs(resolve(base, path), base));
    assert.deepEqual(counted, [true, true, true, true, false, false]);
    const others = ['q.sesq', 'README.md', 'x.sesdash.json', 'sub/.sesq/sources.json'].map((path) =>
      concernsLogs(resolve(base, path), base),
    );
    assert.deepEqual(others, [false, false, false, false]);
  });
});
