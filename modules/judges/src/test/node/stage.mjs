// The Gateways that the script plays against, and every client that it has made.

import { Client } from './client.mjs';

/**
 * From this server version on the client library can read completed orders. Below 177 they have a
 * field more (faProfile), which it skips in open orders only.
 */
export const COMPLETED_ORDERS_READ = 177;

const gateways = new Map();
const clients = [];
let version = 0;

export function open(serverVersion, named) {
  version = serverVersion;
  for (const text of named) {
    const [name, port] = text.split('=');
    gateways.set(name, { name, port: Number(port) });
  }
}

/** What the Gateways are to answer in the handshake. */
export function serverVersion() {
  return version;
}

/** A client of this Gateway, not connected yet. */
export function client(gateway, id, options) {
  const made = new Client(gateways.get(gateway), id, options);
  clients.push(made);
  return made;
}

/** All that any client could not read, but for those that were to meet nonsense. */
export function misread() {
  return clients.flatMap((it) => it.misread);
}
