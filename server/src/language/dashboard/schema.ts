import { toneMeanings, visualizationKinds } from './kinds.ts';
import { lowestRow, mostRows } from './layout.ts';
import { variableNamePattern } from './variableNames.ts';

const text = (description: string) => ({ type: 'string', description });
const name = (description: string) => ({ type: 'string', minLength: 1, description });
const ref = (definition: string) => ({ $ref: `#/definitions/${definition}` });

const kinds = { enum: Object.keys(visualizationKinds), enumDescriptions: Object.values(visualizationKinds) };
const tone = { enum: Object.keys(toneMeanings), enumDescriptions: Object.values(toneMeanings) };

const object = (description: string, required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  description,
  required,
  additionalProperties: false,
  properties,
});

const variable = (kind: string, description: string, own: Readonly<Record<string, object>>) =>
  object(description, ['name', 'kind', ...Object.keys(own).filter((member) => member !== 'column')], {
    name: { ...name('As in `{{name}}`.'), pattern: variableNamePattern },
    kind: { const: kind, description },
    label: text('What is written beside the choice; the name when it is left out.'),
    default: text('The value at first; `*` when it is left out, which stands for everything.'),
    multi: { type: 'boolean', description: 'Whether several values can be chosen at once.' },
    ...own,
  });

/** What a `*.sesdash.json` file may hold, as JSON Schema (draft 7). The shipped copy for editors is the same. */
export const dashboardSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'SES Log Explorer dashboard',
  ...object('A dashboard: panels with queries on a grid of twelve columns.', ['version', 'id', 'title', 'panels'], {
    $schema: text('The schema of this file, for editors.'),
    version: { const: 1, description: 'The version of this format: 1.' },
    id: {
      ...name('Names the dashboard for commands and links: letters, digits, `-` and `_`.'),
      pattern: '^[A-Za-z0-9_-]+$',
    },
    title: name('What the dashboard is called.'),
    description: text('What the dashboard shows, in a sentence or two.'),
    timeRange: ref('timeRange'),
    refresh: object('When the panels ask again by themselves.', [], {
      interval: { type: 'number', minimum: 1, description: 'Seconds between refreshes.' },
      onChange: { type: 'boolean', description: 'Whether a change of the log files causes a refresh.' },
    }),
    variables: {
      type: 'array',
      description: 'Values to choose that queries use as `{{name}}`.',
      items: ref('variable'),
    },
    panels: { type: 'array', description: 'What the dashboard shows, in reading order.', items: ref('panel') },
  }),
  definitions: {
    timeRange: {
      description: 'Such as `last 24h`, `all`, or `2018-01-01T00:00:00Z to now`.',
      type: ['string', 'object'],
      additionalProperties: false,
      properties: {
        from: text('Start, inclusive: a time, or one relative to now such as `-24h`.'),
        to: text('End, exclusive; up to and with the newest record when it is left out.'),
      },
      defaultSnippets: [{ label: 'last 24h', body: 'last ${1:24h}' }],
    },
    query: {
      description: 'The query as one text, or as lines.',
      type: ['string', 'array'],
      items: { type: 'string' },
    },
    variable: {
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: [
        variable('text', 'Any text may be given.', {}),
        variable('list', 'One of the values listed.', {
          values: { type: 'array', items: { type: 'string' }, description: 'The values to choose from.' },
        }),
        variable('query', 'One of the values that a query finds.', {
          query: ref('query'),
          column: name('The column with the values; the first one when it is left out.'),
        }),
      ],
    },
    panel: {
      ...object('A query and how its answer is shown.', ['id', 'title', 'visualization'], {
        id: name('Unique in the dashboard.'),
        title: text('What is written above the panel.'),
        description: text('What the panel shows, for its tooltip.'),
        query: ref('query'),
        queryFile: name('A `.sesq` file with the query, instead of `query`; relative to this file.'),
        visualization: ref('visualization'),
        layout: object('The place on the grid, in cells.', ['x', 'y', 'width', 'height'], {
          x: { type: 'integer', minimum: 0, description: 'Columns from the left, from 0.' },
          y: { type: 'integer', minimum: 0, maximum: lowestRow, description: 'Rows from the top, from 0.' },
          width: { type: 'integer', minimum: 1, description: 'Columns, 12 at most.' },
          height: { type: 'integer', minimum: 1, maximum: mostRows, description: 'Rows.' },
        }),
        timeRange: ref('timeRange'),
        drillDown: object('What a click on a value does besides showing the messages behind it.', [], {
          column: name('The column whose value is taken; what was clicked when it is left out.'),
          variable: name('The variable that gets the value.'),
          dashboard: name('The id of the dashboard to open with that value; this one when it is left out.'),
        }),
        emptyText: text('What an answer without rows means.'),
        notes: text('What is worth knowing about the panel.'),
      }),
      oneOf: [{ required: ['query'] }, { required: ['queryFile'] }],
    },
    visualization: {
      description: 'How rows are drawn: a kind, or a kind with options.',
      type: ['string', 'object'],
      if: { type: 'string' },
      then: kinds,
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { type: 'string', ...kinds },
        x: name('The column of the axis or of the categories.'),
        series: { type: 'array', items: { type: 'string' }, description: 'The columns of the values.' },
        lines: { type: 'array', items: { type: 'string' }, description: 'Series of a `lineColumn` drawn as lines.' },
        unit: text('Written behind values, such as `ms`.'),
        legend: { enum: ['bottom', 'right', 'none'], description: 'Where the legend stands.' },
        tones: { type: 'object', additionalProperties: tone, description: 'Colours of series or categories by name.' },
        labels: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'Names of columns as people read them.',
        },
        thresholds: {
          type: 'array',
          description: 'Colours of a single value.',
          items: object('From a value on, a colour.', ['from', 'tone'], {
            from: { type: 'number', description: 'Values from here on.' },
            tone,
          }),
        },
        maxCategories: {
          type: 'integer',
          minimum: 1,
          description: 'What is beyond this many categories becomes one called Other.',
        },
      },
    },
  },
} as const;
