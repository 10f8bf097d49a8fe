// Orders and fills when they are asked for; the end of every order.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { client, COMPLETED_ORDERS_READ } from '../stage.mjs';
import { step } from '../steps.mjs';
import {
  ACCOUNT, limit, OTHER_ACCOUNT, status, stock,
} from '../trade.mjs';
import { me } from './log-in.mjs';
import { placed } from './orders.mjs';

const GLD = stock('GLD');
const guest = client('day', 4);
let foreign;

async function fills(filter) {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqExecutions(id, filter), event('execDetailsEnd', (it) => it.id === id));
  const executions = heard.of('execDetails').filter((it) => it.id === id).map((it) => it.execution);
  const charges = heard.of('commissionReport').map((it) => it.report.execId);
  assert.deepEqual(new Set(charges), new Set(executions.map((it) => it.execId)), 'each with its commission');
  return executions;
}

step('own open orders: each with its status, and nobody else\'s', async () => {
  await guest.connect();
  ({ orderId: foreign } = await guest.place(GLD, limit('BUY', 1, 61, { orderRef: 'guest' }),
    status('Submitted')));
  const heard = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(heard.of('openOrder').map((it) => it.orderId).sort((a, b) => a - b),
    [placed.resting, placed.lasting, placed.sale, placed.purchase, placed.hopeless]);
  const names = heard.map((it) => it.event).join();
  assert.match(names, /^(openOrder,orderStatus,)+openOrderEnd$/);
});

step('all open orders: everybody\'s', async () => {
  const heard = await me.ask((api) => api.reqAllOpenOrders(), 'openOrderEnd');
  assert.equal(heard.of('openOrder').length, 6);
  const theirs = heard.of('openOrder').find((it) => it.order.clientId === 4);
  assert.deepEqual([theirs.orderId, theirs.order.orderRef], [foreign, 'guest']);
});

step('to bind orders is for client 0 only', async () => {
  await me.ask((api) => api.reqAutoOpenOrders(true), error(327));
  const zero = client('day', 0);
  await zero.connect();
  assert.equal((await zero.settle((api) => api.reqAutoOpenOrders(true))).of('error')
    .filter((it) => it.code === 327).length, 0);
  await zero.disconnect();
});

step('the day\'s fills, each with its commission, as they were told', async () => {
  const all = await fills({});
  const told = me.heard.filter((it) => it.event === 'execDetails' && it.id === -1).map((it) => it.execution);
  assert.deepEqual(all.map((it) => `${it.execId} ${it.shares} ${it.price} ${it.time}`),
    told.map((it) => `${it.execId} ${it.shares} ${it.price} ${it.time}`));
});

step('fills by symbol, side, account and client', async () => {
  assert.deepEqual((await fills({ symbol: 'DBMF' })).map((it) => it.side), ['SLD', 'BOT']);
  assert.deepEqual((await fills({ symbol: 'DBMF', side: 'SELL' })).map((it) => it.shares), [20]);
  assert.deepEqual((await fills({ acctCode: OTHER_ACCOUNT })).map((it) => it.shares), [4]);
  assert.equal((await fills({ clientId: 4 })).length, 0);
  assert.ok((await fills({ clientId: 1, acctCode: ACCOUNT })).length > 5);
});

step('fills since a time', async () => {
  assert.equal((await fills({ time: '20251031-20:00:00' })).length, 0);
  assert.ok((await fills({ time: '20251031-13:00:00' })).length > 5);
});

step('orders that have ended: by permId, with what was filled and how they ended', async () => {
  const heard = await me.ask((api) => api.reqCompletedOrders(false), 'completedOrdersEnd');
  const ends = heard.of('completedOrder');
  const permId = (id) => me.heard.find((it) => it.event === 'openOrder' && it.orderId === id).order.permId;
  const bought = ends.find((it) => it.order.permId === permId(placed.bought));
  assert.equal(bought.state.status, 'Filled');
  assert.equal(bought.order.filledQuantity, 7);
  assert.equal(bought.order.totalQuantity, 0, 'as real Gateways show it');
  assert.equal(bought.order.orderRef, 'judge-buy');
  assert.equal(bought.state.completedStatus, 'Filled Size: 7');
  assert.match(bought.state.completedTime, /^20251031 10:\d\d:\d\d US\/Eastern$/);
  const cancelled = ends.find((it) => it.order.permId === permId(placed.cancelled));
  assert.equal(cancelled.state.status, 'Cancelled');
  assert.equal(cancelled.order.filledQuantity, 0);
  assert.equal(cancelled.state.completedStatus, 'Cancelled by Trader');
  assert.ok(ends.some((it) => it.state.status === 'Inactive'));
}, { since: COMPLETED_ORDERS_READ });

step('orders outlive their client\'s connection', async () => {
  await guest.disconnect();
  const heard = await guest.connect();
  assert.equal(heard.one('nextValidId').orderId, foreign + 1);
  const open = await guest.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => it.order.orderRef), ['guest']);
});

step('a global cancel ends every order of every client', async () => {
  const own = await guest.place(GLD, limit('BUY', 1, 62), status('Submitted'));
  const heard = await guest.ask((api) => api.reqGlobalCancel(), status('Cancelled')(own.orderId),
    status('Cancelled')(foreign));
  assert.ok(heard.of('error').every((it) => it.code === 202));
  await me.settle();
  for (const id of [placed.resting, placed.lasting, placed.sale, placed.purchase, placed.hopeless]) {
    const told = me.heard.filter((it) => it.event === 'orderStatus' && it.orderId === id);
    assert.equal(told.at(-1).status, 'Cancelled');
  }
  const open = await me.ask((api) => api.reqAllOpenOrders(), 'openOrderEnd');
  assert.equal(open.of('openOrder').length, 0);
  await guest.disconnect();
});
