import type { FunctionRecord } from '../records.ts';
import { define, gives, required } from './define.ts';

const ip = required('ip', 'text', 'The IP address.');
const ipv4 = required('ip', 'text', 'The IPv4 address.');
const prefixLength = required(
  'prefix',
  'number',
  'How many leading bits belong to the network, 0 to 32; a number or text of one.',
);
const invalidIsNull = 'Null and text that is no IPv4 address give null.';
const drops = 'A row is dropped, with a warning, when the value is null, an IPv6 address or no address at all.';
const unnamed = 'Without `as` the column is named like the call.';

/** IP addresses, networks and distances. */
export const networkFunctions: readonly FunctionRecord[] = [
  define({
    names: ['isPrivateIP'],
    parameters: [ipv4],
    returns: 'boolean',
    summary: 'True when an IPv4 address belongs to a private network.',
    documentation: `Private are \`10.0.0.0/8\`, \`172.16.0.0/12\` and \`192.168.0.0/16\`; \`127.0.0.1\` is not private. Beware that it removes rows: anything but an IPv4 address drops the row. Test with \`isValidIPv4\` first to keep it. ${unnamed}`,
    nulls: drops,
    examples: [
      gives('isPrivateIP("192.168.0.1")', true),
      gives('isPrivateIP("127.0.0.1")', false),
      {
        pipeline: 'isPrivateIP(ip) as private',
        input: [{ ip: '10.1.1.1' }, { ip: 'bogus' }, { ip: '8.8.8.8' }],
        output: [
          { ip: '10.1.1.1', private: true },
          { ip: '8.8.8.8', private: false },
        ],
      },
    ],
  }),
  define({
    names: ['isPublicIP'],
    parameters: [ipv4],
    returns: 'boolean',
    summary: 'True when an IPv4 address is neither private nor reserved.',
    documentation: `Beware that it removes rows, as \`isPrivateIP\` does: anything but an IPv4 address drops the row. ${unnamed}`,
    nulls: drops,
    examples: [
      gives('isPublicIP("8.8.8.8")', true),
      gives('isPublicIP("10.255.255.255")', false),
      {
        pipeline: 'where isPublicIP(ip)',
        input: [{ ip: '8.8.8.8' }, { ip: '2001:db8::1' }, { ip: '10.1.1.1' }],
        output: [{ ip: '8.8.8.8' }],
      },
    ],
  }),
  define({
    names: ['isReservedIP'],
    parameters: [ipv4],
    returns: 'boolean',
    summary: 'True when an IPv4 address is reserved for a special use.',
    documentation: `Reserved are the ranges of RFC 5735, such as loopback (\`127.0.0.0/8\`), link-local (\`169.254.0.0/16\`) and protocol assignments (\`192.0.0.0/24\`). Beware that it removes rows, as \`isPrivateIP\` does. ${unnamed}`,
    nulls: drops,
    examples: [
      gives('isReservedIP("127.0.0.0")', true),
      gives('isReservedIP("169.254.0.0")', true),
      gives('isReservedIP("8.8.8.8")', false),
    ],
  }),
  define({
    names: ['isValidIP'],
    parameters: [ip],
    returns: 'boolean',
    summary: 'True when the text is an IPv4 or IPv6 address.',
    documentation: 'Never drops a row, unlike `isPrivateIP`.',
    nulls: 'Null and all other text give false.',
    examples: [
      gives('isValidIP("192.168.0.1")', true),
      gives('isValidIP("2001:db8::1")', true),
      gives('isValidIP("127.0.500.1")', false),
    ],
  }),
  define({
    names: ['isValidIPv4'],
    parameters: [ip],
    returns: 'boolean',
    summary: 'True when the text is an IPv4 address.',
    documentation: 'Four numbers from 0 to 255 with dots between them. Never drops a row.',
    nulls: 'Null and all other text give false.',
    examples: [gives('isValidIPv4("10.255.255.255")', true), gives('isValidIPv4("2001:db8::1")', false)],
  }),
  define({
    names: ['isValidIPv6'],
    parameters: [ip],
    returns: 'boolean',
    summary: 'True when the text is an IPv6 address.',
    documentation: 'The short form with `::` is taken too. Never drops a row.',
    nulls: 'Null and all other text give false.',
    examples: [gives('isValidIPv6("2001:db8::1")', true), gives('isValidIPv6("10.0.0.1")', false)],
  }),
  define({
    names: ['compareCIDRPrefix'],
    parameters: [
      required('ip1', 'text', 'An IPv4 address.'),
      required('ip2', 'text', 'Another IPv4 address.'),
      prefixLength,
    ],
    returns: 'boolean',
    summary: 'True when two IPv4 addresses are in the same network.',
    documentation:
      'Compares as many leading bits as the prefix says. The prefix may be text (`"27"`) or a number (`toInt(27)`).',
    nulls: 'Null and text that is no IPv4 address give null, which a condition takes as false.',
    examples: [
      gives('compareCIDRPrefix("10.10.1.32", "10.10.1.35", "27")', true),
      {
        pipeline: 'where compareCIDRPrefix("10.0.0.0", ip, toInt(8))',
        input: [{ ip: '10.200.3.4' }, { ip: '11.0.0.1' }],
        output: [{ ip: '10.200.3.4' }],
      },
    ],
  }),
  define({
    names: ['getCIDRPrefix'],
    parameters: [ipv4, prefixLength],
    returns: 'text',
    summary: 'The address of the network an IPv4 address is in.',
    documentation: 'The bits after the prefix become zero. Count by the result to group addresses into networks.',
    nulls: invalidIsNull,
    examples: [
      gives('getCIDRPrefix("10.10.1.35", "24")', '10.10.1.0'),
      gives('getCIDRPrefix("10.10.1.35", "27")', '10.10.1.32'),
    ],
  }),
  define({
    names: ['maskFromCIDR'],
    parameters: [prefixLength],
    returns: 'text',
    summary: 'The subnet mask for a prefix length.',
    documentation: 'Written as four numbers with dots between them.',
    nulls: 'Null and anything but 0 to 32 give null.',
    examples: [gives('maskFromCIDR("29")', '255.255.255.248'), gives('maskFromCIDR("32")', '255.255.255.255')],
  }),
  define({
    names: ['ipv4ToNumber'],
    parameters: [ipv4],
    returns: 'number',
    summary: 'The IPv4 address as a number.',
    documentation: 'Between 0 and 4294967295. Useful for comparing and sorting addresses.',
    nulls: invalidIsNull,
    examples: [gives('ipv4ToNumber("10.0.0.1")', 167772161)],
  }),
  define({
    names: ['haversine'],
    parameters: [
      required('latitude1', 'number', 'Latitude of the first place, in degrees.'),
      required('longitude1', 'number', 'Longitude of the first place, in degrees.'),
      required('latitude2', 'number', 'Latitude of the second place, in degrees.'),
      required('longitude2', 'number', 'Longitude of the second place, in degrees.'),
    ],
    returns: 'number',
    summary: 'The distance between two places on Earth, in kilometres.',
    documentation:
      'The shortest way over the surface, the Earth taken as a ball with a radius of 6372.8 km. South and west are negative.',
    nulls: 'Null and text that is no number give null.',
    examples: [
      gives('round(haversine(39.04380, -77.48790, 45.73723, -119.81143), 2)', 3512.71),
      gives('haversine(52.5, 13.4, 52.5, 13.4)', 0),
    ],
  }),
];
