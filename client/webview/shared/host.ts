/** The one link to the extension host. */
export interface ViewHost<Outgoing> {
  send(message: Outgoing): void;
  /** What `keep` stored before the view was hidden; unchecked. */
  readonly kept: unknown;
  keep(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Connects to the host; VS Code allows it once per page. `receive` gets every message as it came, unchecked. */
export function connectHost<Outgoing>(receive: (message: unknown) => void): ViewHost<Outgoing> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event) => receive(event.data));
  return { send: (message) => api.postMessage(message), kept: api.getState(), keep: (state) => api.setState(state) };
}
