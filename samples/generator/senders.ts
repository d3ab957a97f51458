import type { Network } from './networks.ts';
import type { Weighted } from './random.ts';

/** A verified identity that sends mail. */
export interface Sender extends Weighted {
  /** The From value as SES logs it: an address, often with a display name. */
  readonly source: string;
  readonly address: string;
  /** The part of the identity's ARN after `identity/`. */
  readonly identity: string;
  /** Account that owns the identity. */
  readonly account: string;
  /** Account that sends; differs from `account` under sending authorization. */
  readonly sendingAccount: string;
  readonly region: string;
  /** Where its servers are, the busiest place first. */
  readonly networks: readonly Network[];
  readonly caller: string;
  /** Configuration set, or undefined when the identity uses feedback notifications only. */
  readonly configurationSet: string | undefined;
  readonly subjects: readonly string[];
}

/** The account that is stopped from sending after the bounce spike. */
export const pausedAccount = '123456789012';

const shop = { identity: 'shop.example', account: pausedAccount, sendingAccount: pausedAccount, region: 'us-east-1' };
const news = { identity: 'news.example', account: pausedAccount, sendingAccount: pausedAccount, region: 'us-east-1' };

/** Identities watched through feedback notifications. */
export const feedbackSenders = [
  {
    ...shop,
    source: 'Acorn Market <orders@shop.example>',
    address: 'orders@shop.example',
    networks: ['virginia', 'canada'],
    caller: 'shop-mailer',
    configurationSet: undefined,
    subjects: ['Your order is on its way', 'Thanks for your order', 'Your receipt'],
    weight: 30,
  },
  {
    ...shop,
    source: 'Acorn Market News <offers@shop.example>',
    address: 'offers@shop.example',
    networks: ['oregon', 'mexico'],
    caller: 'campaign-runner',
    configurationSet: undefined,
    subjects: ['Spring offers are here', 'Only this week'],
    weight: 22,
  },
  {
    source: 'Lumen Bank Alerts <alerts@bank.example>',
    address: 'alerts@bank.example',
    identity: 'alerts@bank.example',
    account: '111122223333',
    sendingAccount: '111122223333',
    region: 'eu-west-1',
    networks: ['ireland', 'stockholm', 'capeTown'],
    caller: 'alert-service',
    configurationSet: undefined,
    subjects: ['A new sign-in to your account', 'Your statement is ready'],
    weight: 20,
  },
  {
    source: 'no-reply@portal.example',
    address: 'no-reply@portal.example',
    identity: 'portal.example',
    account: '111122223333',
    sendingAccount: '111122223333',
    region: 'eu-central-1',
    networks: ['frankfurt', 'milan'],
    caller: 'portal-backend',
    configurationSet: undefined,
    subjects: ['Reset your password', 'Confirm your address'],
    weight: 12,
  },
  {
    source: '"Desk, Travel" <desk@travel.example>',
    address: 'desk@travel.example',
    identity: 'travel.example',
    account: '444455556666',
    sendingAccount: '444455556666',
    region: 'ap-southeast-2',
    networks: ['sydney', 'seoul', 'bahrain'],
    caller: 'itinerary-sender',
    configurationSet: undefined,
    subjects: ['Your itinerary', 'Time to check in'],
    weight: 10,
  },
  {
    source: '=?UTF-8?Q?Caf=C3=A9_Mondo?= <hola@cafe.example>',
    address: 'hola@cafe.example',
    identity: 'cafe.example',
    account: '444455556666',
    sendingAccount: '111122223333',
    region: 'sa-east-1',
    networks: ['brazil'],
    caller: 'loyalty-cards',
    configurationSet: undefined,
    subjects: ['Your points', 'Un café de regalo'],
    weight: 6,
  },
] as const satisfies readonly Sender[];

/** Identities watched through event publishing. */
export const eventSenders = [
  {
    ...news,
    source: 'Tidal Weekly <weekly@news.example>',
    address: 'weekly@news.example',
    networks: ['virginia', 'canada'],
    caller: 'newsletter-worker',
    configurationSet: 'newsletter',
    subjects: ['This week at the coast', 'Ten things to read'],
    weight: 60,
  },
  {
    ...news,
    source: 'Tidal Support <support@news.example>',
    address: 'support@news.example',
    networks: ['london', 'mumbai'],
    caller: 'helpdesk',
    configurationSet: 'transactional',
    subjects: ['We have received your question', 'Your subscription'],
    weight: 40,
  },
] as const satisfies readonly Sender[];
