import type { Network } from './networks.ts';
import type { Random, Weighted } from './random.ts';

/** How a receiving mail server writes its replies. */
export type ServerStyle = 'google' | 'microsoft' | 'yahoo' | 'postfix' | 'exim';

/** A mailbox provider: a reserved domain name, where its servers are and how they answer. */
export interface Provider extends Weighted {
  readonly domain: string;
  readonly network: Network;
  readonly style: ServerStyle;
}

/** Mailbox providers of the recipients, reserved names only. */
export const providers = [
  { domain: 'example.com', network: 'google', style: 'google', weight: 30 },
  { domain: 'example.net', network: 'microsoft', style: 'microsoft', weight: 22 },
  { domain: 'example.org', network: 'yahoo', style: 'yahoo', weight: 12 },
  { domain: 'posteo.example', network: 'frankfurt', style: 'postfix', weight: 8 },
  { domain: 'courriel.example', network: 'paris', style: 'postfix', weight: 6 },
  { domain: 'correio.example', network: 'brazil', style: 'exim', weight: 6 },
  { domain: 'yubin.example', network: 'tokyo', style: 'postfix', weight: 5 },
  { domain: 'dak.example', network: 'mumbai', style: 'exim', weight: 4 },
  { domain: 'sunshine.test', network: 'sydney', style: 'exim', weight: 4 },
  { domain: 'posta.example', network: 'milan', style: 'postfix', weight: 3 },
] as const satisfies readonly Provider[];

/** The provider whose abandoned mailboxes fill the stale address list of the bounce spike. */
export const staleProvider: Provider = { domain: 'oldmail.example', network: 'canada', style: 'postfix', weight: 1 };

const firstNames = [
  ...[
    'ada',
    'amir',
    'ana',
    'bea',
    'chidi',
    'dara',
    'elif',
    'emil',
    'femi',
    'gita',
    'hana',
    'ines',
    'ivo',
    'jun',
    'kai',
  ],
  ...[
    'lena',
    'liam',
    'mara',
    'mei',
    'nils',
    'noor',
    'omar',
    'petra',
    'rosa',
    'sven',
    'tara',
    'uma',
    'vera',
    'yan',
    'zoe',
  ],
];
const lastNames = [
  'baker',
  'costa',
  'dubois',
  'eriksen',
  'fischer',
  'garcia',
  'haas',
  'ito',
  'khan',
  'lopez',
  'moreau',
  'novak',
];

/** A recipient and the provider of the mailbox. */
export interface Recipient {
  readonly address: string;
  readonly provider: Provider;
}

function localPart(random: Random): string {
  const first = random.pick(firstNames);
  if (random.chance(0.1)) return `${first}+offers`;
  if (random.chance(0.2)) return `${first}${random.int(2, 99)}`;
  return `${first}.${random.pick(lastNames)}`;
}

/** A list of different recipients at the given providers. */
export function recipientPool(random: Random, size: number, from: readonly Provider[]): readonly Recipient[] {
  const pool = new Map<string, Recipient>();
  while (pool.size < size) {
    const provider = random.weighted(from);
    const address = `${localPart(random)}@${provider.domain}`;
    pool.set(address, { address, provider });
  }
  return [...pool.values()];
}
