import type { FromResultsView } from '../../../server/src/protocol/webview.ts';
import { connectHost } from '../shared/host.ts';
import { readHostMessage } from './guard.ts';
import { SesqResults } from './resultsView.ts';

const host = connectHost<FromResultsView>((value) => {
  const message = readHostMessage(value);
  if (message === undefined) console.warn('A message that is not part of the protocol was ignored.');
  else view.receive(message);
});
const view = new SesqResults(host);
document.body.append(view);
host.send({ type: 'ready' });
