// Handshake, accounts, ids, time, client ids.

import assert from 'node:assert/strict';
import { error } from '../client.mjs';
import { client, serverVersion } from '../stage.mjs';
import { step } from '../steps.mjs';

/** The client of the acts that play on one day. */
export const me = client('day', 1);
let welcome;

step('the Gateway answers the highest version that both speak', async () => {
  welcome = await me.connect();
  const { version, time } = welcome.one('server');
  assert.equal(version, serverVersion());
  assert.match(time, /^20251031 10:00:\d\d EST$/);
});

step('a client hears its accounts and its first order id without asking', async () => {
  assert.equal(welcome.one('managedAccounts').accounts, 'DU1234567,DU7654321');
  assert.equal(welcome.one('nextValidId').orderId, 1);
});

step('it hears that the data farms are up, as notices', async () => {
  await me.settle();
  const codes = me.heard.filter((it) => it.event === 'error');
  assert.deepEqual(new Set(codes.map((it) => it.code)), new Set([2104, 2106, 2158]));
  assert.ok(codes.every((it) => it.id === -1));
});

step('accounts can be asked for again', async () => {
  const heard = await me.ask((api) => api.reqManagedAccts(), 'managedAccounts');
  assert.equal(heard.one('managedAccounts').accounts, 'DU1234567,DU7654321');
});

step('order ids can be asked for, and never go down', async () => {
  const first = (await me.ask((api) => api.reqIds(1), 'nextValidId')).one('nextValidId');
  const second = (await me.ask((api) => api.reqIds(5), 'nextValidId')).one('nextValidId');
  assert.ok(first.orderId >= 1 && second.orderId >= first.orderId);
});

step('the Gateway tells its own time', async () => {
  const seconds = await me.now();
  const start = Date.parse('2025-10-31T10:00:00-04:00') / 1000;
  assert.ok(seconds >= start && seconds < start + 600);
});

step('a log level is taken without a word, a wrong one refused', async () => {
  assert.equal((await me.settle((api) => api.setServerLogLevel(5))).length, 0);
  await me.ask((api) => api.setServerLogLevel(9), error(319));
});

step('a client id that is in use is refused, and the first client stays', async () => {
  const twin = client('day', 1);
  const heard = await twin.ask((api) => api.connect(), error(326), 'disconnected');
  assert.equal(heard.of('nextValidId').length, 0);
  await me.now();
});

step('another client id has order ids of its own', async () => {
  const guest = client('day', 2);
  assert.equal((await guest.connect()).one('nextValidId').orderId, 1);
  await guest.disconnect();
});

step('a client id is free again when its client has gone', async () => {
  await me.disconnect();
  const heard = await me.connect();
  assert.equal(heard.one('managedAccounts').accounts, 'DU1234567,DU7654321');
});

step('time asked for many times is answered each time', async () => {
  const heard = await me.ask((api) => {
    for (let i = 0; i < 50; i += 1) {
      api.reqCurrentTime();
    }
    api.reqMarketRule(26);
  }, 'marketRule');
  assert.equal(heard.of('currentTime').length, 50);
});
