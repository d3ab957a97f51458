import type { OperatorRecord } from '../records.ts';

const noThreats = 'No list of threats comes with the extension, so its columns are null here.';

/** Operators that bring in facts from tables, or write them (language.md 3.7). */
export const enrichment: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'lookup',
    names: ['lookup'],
    rule: 'lookup',
    phase: 'any',
    keywords: ['from', 'on', 'and', 'as'],
    summary: 'Adds columns of a table, such as the place of an IP address, to every row.',
    syntax: 'lookup <column> [as <field>] [, …] from <table> on <column>=<field> [and …]',
    documentation:
      '`from` names the table: `geo://location` for places of IP addresses, `asn://default` for networks, a CSV file with a header line, or `path://"…"`. `on` pairs a column of the table with a field; which side is which does not matter, and one word alone stands for both. More pairs follow after `and` or a comma. `*` in place of columns takes them all. ' +
      '`geo://location` has `latitude`, `longitude`, `continent`, `country_code`, `country_name`, `region`, `city`, `state` and `postal_code` for the key `ip`. Every row stays; a field of the same name is replaced. When several lines match, the last one counts.',
    nulls: 'Rows without a match, such as private addresses, get null in the new columns.',
    examples: [
      {
        pipeline: 'lookup country_code as country from geo://location on ip = client_ip',
        input: [{ client_ip: '8.8.8.8' }, { client_ip: '10.0.0.1' }],
        output: [
          { client_ip: '8.8.8.8', country: 'US' },
          { client_ip: '10.0.0.1', country: null },
        ],
      },
      {
        pipeline: 'lookup latitude, longitude from geo://location on ip = client_ip | where !isNull(latitude) | count',
        input: [{ client_ip: '10.0.0.1' }, { client_ip: 'not an address' }, { client_ip: null }],
        output: [{ _count: 0 }],
      },
    ],
    snippet: 'lookup ${1:latitude, longitude} from ${2:geo://location} on ip=${3:field}',
  },
  {
    kind: 'operator',
    id: 'geoip',
    names: ['geoip'],
    rule: 'geoip',
    phase: 'any',
    keywords: [],
    outputs: ['latitude', 'longitude', 'country_code', 'country_name', 'city', 'state'],
    summary: 'Adds the place of an IP address to every row.',
    syntax: 'geoip <field> [<column> [, …]]',
    documentation:
      'Adds `latitude`, `longitude`, `country_code`, `country_name`, `city` and `state`. After the field further columns may be asked for: `region`, `continent`, `postal_code`, `connection_type`, `country_cf`, `state_cf`, `city_cf`. For a map count afterwards by `latitude` and `longitude`.',
    nulls: 'Private and unknown addresses, and values that are no address, get null.',
    examples: [
      {
        pipeline: 'geoip client_ip',
        input: [{ client_ip: '8.8.8.8' }, { client_ip: '192.168.0.1' }],
        output: [
          { client_ip: '8.8.8.8', country_code: 'US' },
          { client_ip: '192.168.0.1', country_code: null },
        ],
      },
    ],
    snippet: 'geoip ${1:field}',
  },
  {
    kind: 'operator',
    id: 'threatip',
    names: ['threatip'],
    rule: 'threatip',
    phase: 'any',
    keywords: [],
    outputs: ['actor', 'malicious_confidence', 'raw_threat', 'type'],
    summary: 'Adds what is known about an IP address as a threat.',
    syntax: 'threatip <field>',
    documentation: `Adds \`actor\`, \`malicious_confidence\`, \`raw_threat\` and \`type\`. ${noThreats} Every row stays.`,
    nulls: 'Addresses that are not on the list get null.',
    examples: [
      {
        pipeline: 'threatip client_ip',
        input: [{ client_ip: '10.0.0.1' }],
        output: [{ client_ip: '10.0.0.1', actor: null, malicious_confidence: null, raw_threat: null, type: null }],
      },
    ],
    snippet: 'threatip ${1:field}',
  },
  {
    kind: 'operator',
    id: 'threatlookup',
    names: ['threatlookup'],
    rule: 'threatlookup',
    phase: 'any',
    keywords: ['singleIndicator', 'source'],
    outputs: [
      'actors',
      'confidence',
      'fields',
      'id',
      'imported',
      'indicator',
      'kill_chain',
      'num_matches',
      'source',
      'threat_type',
      'type',
      'updated',
      'valid_from',
      'valid_until',
    ].map((column) => `_threatlookup.${column}`),
    summary: 'Adds what threat intelligence says about addresses, domains and hashes.',
    syntax: 'threatlookup [singleIndicator] [source="<name>"] <field> [, …]',
    documentation: `Adds fields such as \`_threatlookup.confidence\`, \`_threatlookup.actors\` and \`_threatlookup.threat_type\`. A row with several matches comes once for each, or once with the best match when \`singleIndicator\` is given; \`source\` looks in one source only. ${noThreats} Every row stays.`,
    nulls: 'Rows without a match get null in the new columns.',
    examples: [
      {
        pipeline: 'threatlookup singleIndicator client_ip | where isNull(_threatlookup.confidence)',
        input: [{ client_ip: '10.0.0.1' }],
        output: [{ client_ip: '10.0.0.1' }],
      },
    ],
    snippet: 'threatlookup singleIndicator ${1:field}',
  },
  {
    kind: 'operator',
    id: 'cat',
    names: ['cat'],
    rule: 'cat',
    phase: 'any',
    keywords: [],
    summary: 'Lists the rows of a lookup table.',
    syntax: 'cat path://"<table>"',
    documentation:
      'Stands at the beginning of a query and gives the rows of the table in place of messages. The stages after it work on them as usual.',
    nulls: 'Empty cells of the table are null.',
    // `cat` reads no messages: the rows before it are those of its table.
    examples: [
      {
        pipeline: 'cat path://"/Library/Tables/senders" | where team = "billing"',
        input: [
          { sender: 'ann@example.com', team: 'billing' },
          { sender: 'bob@example.com', team: 'sales' },
        ],
        output: [{ sender: 'ann@example.com', team: 'billing' }],
      },
    ],
    snippet: 'cat path://"${1:/Library/table}"',
  },
  {
    kind: 'operator',
    id: 'save',
    names: ['save'],
    rule: 'save',
    phase: 'any',
    keywords: ['append'],
    summary: 'Ends a query by writing its rows to a lookup table.',
    syntax: 'save [append] path://"<table>"',
    documentation:
      'In the hosted product the rows replace those of the table, or are added to it with `append`; an older form gives a folder, as in `save /shared/senders`. Here the table is a CSV file in the one folder that is set for saved tables; without such a folder the rows are only shown. It must be the last stage: what follows is not run.',
    nulls: 'Nulls are written as empty cells.',
    restrictions: { dashboard: 'never', live: 'never' },
    examples: [
      {
        pipeline: 'count by sender | save append path://"/Library/Tables/senders"',
        input: [{ sender: 'ann@example.com' }, { sender: 'ann@example.com' }],
        output: [{ sender: 'ann@example.com', _count: 2 }],
      },
    ],
    snippet: 'save path://"${1:/Library/table}"',
  },
];
