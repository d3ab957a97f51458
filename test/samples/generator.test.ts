import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bounceKinds } from '../../samples/generator/bounces.ts';
import { fileBytes, sampleFiles } from '../../samples/generator/files.ts';
import { createRandom } from '../../samples/generator/random.ts';
import { simulateTraffic } from '../../samples/generator/traffic.ts';
import { isoDay, spikeStart } from '../../samples/generator/time.ts';

const logs = join(import.meta.dirname, '../../samples/logs');
const files = sampleFiles();
const compressed = files.filter((file) => file.path.endsWith('.gz'));
const plain = files.filter((file) => !file.path.endsWith('.gz'));
const traffic = simulateTraffic(20240311).records;

/** Values of `key` in all the records, nested ones included. */
function valuesOf(key: string): Set<string> {
  const found = new Set<string>();
  for (const { record } of traffic) {
    JSON.stringify(record, (name, value: unknown) => {
      if (name === key && typeof value === 'string') found.add(value);
      return value;
    });
  }
  return found;
}

describe('generated sample logs', () => {
  it('are what the generator writes, byte for byte', () => {
    for (const file of plain) assert.ok(readFileSync(join(logs, file.path)).equals(fileBytes(file)), file.path);
  });

  it('hold the generated text when they are compressed, with no time in the header', () => {
    assert.ok(compressed.length > 0);
    for (const file of compressed) {
      const bytes = readFileSync(join(logs, file.path));
      assert.equal(gunzipSync(bytes).toString('utf8'), file.text, file.path);
      assert.deepEqual([...bytes.subarray(0, 8)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], file.path);
    }
  });

  it('have no other files beside them', () => {
    const written = ['ses', 'cloudtrail'].flatMap((folder) =>
      readdirSync(join(logs, folder)).map((name) => `${folder}/${name}`),
    );
    assert.deepEqual(written.toSorted(), files.map((file) => file.path).toSorted());
  });

  it('stay below four megabytes of text', () => {
    const total = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
    assert.ok(total < 4_000_000, `${total} bytes`);
  });

  it('show every valid pair of bounce type and sub-type', () => {
    const seen = new Set(
      traffic.flatMap(({ record }) => {
        const bounce = record['bounce'] as { bounceType: string; bounceSubType: string } | undefined;
        return bounce === undefined ? [] : [`${bounce.bounceType}/${bounce.bounceSubType}`];
      }),
    );
    assert.deepEqual([...seen].toSorted(), bounceKinds.map((kind) => `${kind.type}/${kind.subType}`).toSorted());
  });

  it('show all three notification types and all ten event types', () => {
    assert.deepEqual([...valuesOf('notificationType')].toSorted(), ['Bounce', 'Complaint', 'Delivery']);
    assert.deepEqual([...valuesOf('eventType')].toSorted(), [
      ...[
        'Bounce',
        'Click',
        'Complaint',
        'Delivery',
        'DeliveryDelay',
        'Open',
        'Reject',
        'Rendering Failure',
        'Send',
        'Subscription',
      ],
    ]);
  });

  it('name mailboxes of reserved domains only', () => {
    const reserved = /^(?:example\.(?:com|net|org)|[a-z]+\.(?:example|test))$/;
    const text = files.map((file) => file.text).join('');
    const domains = new Set([...text.matchAll(/[\w.+-]+@([\w.-]+\w)/g)].map((match) => match[1] ?? ''));
    // SES quotes message ids of its own in that form.
    domains.delete('email.amazonses.com');
    assert.ok(domains.size > 10);
    assert.deepEqual(
      [...domains].filter((domain) => !reserved.test(domain)),
      [],
    );
  });

  it('use no private, loopback or documentation addresses', () => {
    const special =
      /"(?:10|127)\.\d+\.\d+\.\d+"|"(?:192\.168|192\.0\.2|198\.51\.100|203\.0\.113|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+"/;
    for (const file of files) assert.doesNotMatch(file.text, special, file.path);
  });

  it('have one hour with far more bounces than any other', () => {
    const perHour = new Map<string, number>();
    for (const { record } of traffic) {
      const bounce = record['bounce'] as { timestamp: string } | undefined;
      const hour = bounce?.timestamp.slice(0, 13);
      if (hour !== undefined) perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
    }
    const [first, second] = [...perHour].toSorted((a, b) => b[1] - a[1]);
    assert.equal(first?.[0], new Date(spikeStart).toISOString().slice(0, 13));
    assert.ok((first?.[1] ?? 0) > 5 * (second?.[1] ?? 0));
  });

  it('cover four days in order of time', () => {
    const times = traffic.map((item) => item.time);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.deepEqual([...new Set(times.map(isoDay))], ['2024-03-11', '2024-03-12', '2024-03-13', '2024-03-14']);
  });
});

describe('the random source', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const draw = (seed: number): string => createRandom(seed).hex(32);
    assert.equal(draw(7), draw(7));
    assert.notEqual(draw(7), draw(8));
  });

  it('never chooses what has no weight', () => {
    const random = createRandom(1);
    const list = [
      { name: 'never', weight: 0 },
      { name: 'always', weight: 1 },
    ];
    const chosen = Array.from({ length: 200 }, () => random.weighted(list).name);
    assert.deepEqual([...new Set(chosen)], ['always']);
  });

  it('refuses to choose from an empty list', () => {
    assert.throws(() => createRandom(1).pick([]), RangeError);
  });
});
