import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { contentSecurityPolicy, createNonce, viewHtml } from '../../client/src/results/html.ts';
import { themeCss, themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const codicons = `${root}node_modules/@vscode/codicons/dist/`;

export interface ViewServer {
  /** Address of the page in a theme. */
  address(theme: ThemeName): string;
  close(): Promise<void>;
}

/** Serves the results view, as `serveView`. */
export const serveResultsView = (): Promise<ViewServer> => serveView('results');

/** Serves a view as the extension puts it together, policy included, on a free local port. */
export async function serveView(name: 'results' | 'dashboard'): Promise<ViewServer> {
  const built = await esbuild.build({
    entryPoints: {
      [name]: `${root}client/webview/${name}/main.ts`,
      charts: `${root}client/webview/shared/charts/chart.ts`,
    },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: '/',
    write: false,
    logLevel: 'error',
  });
  const script = (file: string): string => built.outputFiles.find(({ path }) => path.endsWith(file))?.text ?? '';
  const files: Readonly<Record<string, readonly [string, () => Promise<string | Buffer>]>> = {
    [`/${name}.js`]: ['text/javascript', () => Promise.resolve(script(`${name}.js`))],
    '/charts.js': ['text/javascript', () => Promise.resolve(script('charts.js'))],
    [`/${name}.css`]: ['text/css', () => readFile(`${root}media/${name}.css`)],
    '/codicon.css': ['text/css', () => readFile(`${codicons}codicon.css`)],
    '/codicon.ttf': ['font/ttf', () => readFile(`${codicons}codicon.ttf`)],
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams, origin } = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const theme = searchParams.get('theme') as ThemeName | null;
    const file = files[pathname];
    if (pathname === '/view' && theme !== null && theme in themes) {
      const nonce = createNonce();
      const styleUris = [`${origin}/theme.css?theme=${theme}`, `${origin}/${name}.css`];
      const addresses = { scriptUri: `${origin}/${name}.js`, styleUris, codiconsUri: `${origin}/codicon.css` };
      const html = viewHtml({ cspSource: origin, ...addresses, title: name }, nonce);
      response.setHeader('Content-Security-Policy', contentSecurityPolicy(origin, nonce));
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
    } else if (pathname === '/theme.css' && theme !== null && theme in themes) {
      response.setHeader('Content-Type', 'text/css').end(themeCss(theme));
    } else if (file !== undefined) {
      void file[1]().then((content) => response.setHeader('Content-Type', file[0]).end(content));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (theme) => `http://127.0.0.1:${port}/view?theme=${theme}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
