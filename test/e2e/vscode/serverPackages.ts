/** The npm package that carries a built VS Code server, and the VS Code it is built from. */
export const serverPackage = { name: 'code-server', version: '4.139.1', vscode: '1.139.1' } as const;

/**
 * The packages that the server, the extension host, the file watcher and the workbench page load.
 * The others (terminal, agents, keychain, telemetry) are left out: they are most of the size, and the
 * only ones that would have to be compiled.
 */
export const neededPackages: ReadonlySet<string> = new Set([
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'tas-client',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
]);

/** Small JavaScript stand-ins for compiled packages that the server wants at start: file name -> content. */
export const standIns: ReadonlyMap<string, string> = new Map([
  ['@vscode/deviceid/package.json', '{ "name": "@vscode/deviceid", "version": "0.0.0", "main": "index.js" }'],
  ['@vscode/deviceid/index.js', "exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';\n"],
  ['@vscode/fs-copyfile/package.json', '{ "name": "@vscode/fs-copyfile", "version": "0.0.0", "main": "index.js" }'],
  ['@vscode/fs-copyfile/index.js', "exports.copyFile = require('node:fs').promises.copyFile;\n"],
  [
    '@vscode/native-watchdog/package.json',
    '{ "name": "@vscode/native-watchdog", "version": "0.0.0", "main": "index.js" }',
  ],
  // The extension host looks by itself every second whether its parent is alive.
  ['@vscode/native-watchdog/index.js', 'exports.start = () => {};\n'],
  ['@vscode/spdlog/package.json', '{ "name": "@vscode/spdlog", "version": "0.0.0", "main": "index.js" }'],
  // Without a logger the output channels of extensions stay empty.
  [
    '@vscode/spdlog/index.js',
    `const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(file) {
    this.file = file;
    this.level = 0;
    this.bare = false;
    mkdirSync(dirname(file), { recursive: true });
  }
  write(level, text) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.file, this.bare ? text : stamp + ' [' + names[level] + '] ' + text + '\\n');
  }
  trace(text) { this.write(0, text); }
  debug(text) { this.write(1, text); }
  info(text) { this.write(2, text); }
  warn(text) { this.write(3, text); }
  error(text) { this.write(4, text); }
  critical(text) { this.write(5, text); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.bare = true; }
  flush() {}
  drop() {}
}
exports.setFlushOn = () => {};
exports.setLevel = () => {};
exports.shutdown = () => {};
exports.version = 0;
exports.createRotatingLogger = async (name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
`,
  ],
]);
