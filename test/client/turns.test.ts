import assert from 'node:assert/strict';
import { Turns } from '../../client/src/turns.ts';

describe('turns', () => {
  const steps = (): { readonly done: string[]; work(name: string, fails?: boolean): () => Promise<string> } => {
    const done: string[] = [];
    return {
      done,
      work:
        (name, fails = false) =>
        async () => {
          done.push(`${name} begins`);
          await Promise.resolve();
          done.push(`${name} ends`);
          if (fails) throw new Error(name);
          return name;
        },
    };
  };

  it('are taken one after the other under one name, and each gives its own result', async () => {
    const [turns, { done, work }] = [new Turns(), steps()];
    assert.deepEqual(await Promise.all([turns.take('file', work('a')), turns.take('file', work('b'))]), ['a', 'b']);
    assert.deepEqual(done, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('go on after one that failed, which is told to who asked for it alone', async () => {
    const [turns, { work }] = [new Turns(), steps()];
    const failed = turns.take('file', work('a', true));
    const next = turns.take('file', work('b'));
    await assert.rejects(failed, /^Error: a$/);
    assert.equal(await next, 'b');
    assert.equal(await turns.take('file', work('c')), 'c');
  });

  it('under different names wait for nobody', async () => {
    const [turns, { done, work }] = [new Turns(), steps()];
    await Promise.all([turns.take('one', work('a')), turns.take('other', work('b'))]);
    assert.deepEqual(done, ['a begins', 'b begins', 'a ends', 'b ends']);
  });
});
