/** Answers the requests about dashboards. */
import type { DashboardRequests } from '../../protocol/dashboard.ts';
import type { DashboardContext } from '../dashboard/dashboards.ts';
import type { Engine } from '../engine.ts';

type Method = keyof DashboardRequests;

type Handlers = {
  readonly [M in Method]: (
    params: DashboardRequests[M]['params'],
    context: DashboardContext,
  ) => Promise<DashboardRequests[M]['result']>;
};

/** A handler for each request; `use` gives work an engine that stays open until the work is done. */
export function dashboardHandlers(use: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>): Handlers {
  return {
    'dashboard/read': ({ source }) => use(({ dashboards }) => dashboards.read(source)),
    'dashboard/run': (params, context) => use(({ dashboards }) => dashboards.run(params, context)),
    'dashboard/values': (params, context) => use(({ dashboards }) => dashboards.values(params, context)),
    'dashboard/report': (params, context) => use(({ dashboards }) => dashboards.report(params, context)),
    'dashboard/import': ({ text }) => use(({ dashboards }) => Promise.resolve(dashboards.import(text))),
    'dashboard/export': ({ source }) => use(({ dashboards }) => dashboards.export(source)),
  };
}
