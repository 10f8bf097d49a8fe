// The end of the day: cut-off, closing auction, expiry, what is left for the next session.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { serverVersion } from '../stage.mjs';
import { step } from '../steps.mjs';
import {
  filled, limit, limitOnClose, market, onClose, refused, status, stock,
} from '../trade.mjs';
import { me } from './log-in.mjs';

const DBMF = stock('DBMF');
const GLD = stock('GLD');
const WAITS = /will not be placed at the exchange until 20251103 09:30:00/;
const orders = {};

const lastStatus = (id) => me.heard.filter((it) => it.event === 'orderStatus' && it.orderId === id).at(-1);

step('orders of every kind wait for the close', async () => {
  await me.until('2025-10-31T15:40:00-04:00');
  orders.sale = (await me.place(DBMF, onClose('SELL', 200, { orderRef: 'close-sale' }),
    status('PreSubmitted'))).orderId;
  orders.purchase = (await me.place(DBMF, limitOnClose('BUY', 10, 500), status('PreSubmitted'))).orderId;
  orders.hopeless = (await me.place(DBMF, limitOnClose('BUY', 10, 1), status('PreSubmitted'))).orderId;
  orders.day = (await me.place(GLD, limit('BUY', 1, 101), status('Submitted'))).orderId;
  orders.lasting = (await me.place(GLD, limit('BUY', 2, 102, { tif: 'GTC' }), status('Submitted'))).orderId;
});

step('after the cut-off no order on close is taken, changed or cancelled', async () => {
  await me.until('2025-10-31T15:50:30-04:00');
  await me.place(DBMF, onClose('SELL', 1), refused(201), status('Inactive'));
  await me.ask((api) => api.cancelOrder(orders.sale), error(161, orders.sale));
  await me.change(orders.sale, DBMF, onClose('SELL', 201), error(201, orders.sale));
  assert.equal(lastStatus(orders.sale).status, 'PreSubmitted');
});

step('other orders are, until the close', async () => {
  await me.place(GLD, market('BUY', 1), status('Filled'), filled);
  const { orderId } = await me.place(GLD, limit('BUY', 1, 55), status('Submitted'));
  await me.ask((api) => api.cancelOrder(orderId), error(202, orderId));
});

step('orders on close fill in one auction, at one price', async () => {
  const heard = await me.until('2025-10-31T16:00:10-04:00', status('Filled')(orders.sale),
    status('Filled')(orders.purchase), filled(orders.sale), filled(orders.purchase));
  const fills = heard.of('execDetails').map((it) => it.execution);
  assert.deepEqual(fills.map((it) => it.orderId), [orders.sale, orders.purchase], 'sales first');
  assert.equal(fills[0].price, fills[1].price);
  assert.match(fills[0].time, serverVersion() < 174
    ? /^20251031 {2}16:00:0\d$/
    : /^20251031 16:00:0\d US\/Eastern$/);
  assert.equal(fills[0].orderRef, 'close-sale');
});

step('the close of the day\'s bar is that price', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqHistoricalData(id, DBMF, '', '1 D', '1 day', 'TRADES', 1, 1, false),
    event('historicalData', (it) => String(it.time).startsWith('finished')));
  assert.equal(heard.of('historicalData')[0].close, lastStatus(orders.sale).averagePrice);
});

step('a limit on close out of reach ends unfilled', async () => {
  await me.settle();
  assert.deepEqual([lastStatus(orders.hopeless).status, lastStatus(orders.hopeless).filled], ['Cancelled', 0]);
  assert.ok(me.heard.some(error(202, orders.hopeless)));
});

step('orders of the day expire, others stay', async () => {
  assert.equal(lastStatus(orders.day).status, 'Cancelled');
  assert.ok(me.heard.some(error(202, orders.day)));
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => it.orderId), [orders.lasting]);
});

step('an order after the close waits for the next session, with a warning', async () => {
  const heard = await me.place(GLD, market('BUY', 1), refused(399), status('PreSubmitted'));
  orders.early = heard.orderId;
  assert.match(heard.find(refused(399)(heard.orderId)).message, WAITS);
});

step('an order for the opening is refused right after the close', async () => {
  await me.place(GLD, market('SELL', 1, { tif: 'OPG' }), refused(201), status('Inactive'));
});

step('an order for the opening waits for it too', async () => {
  await me.later(60);
  orders.opening = (await me.place(GLD, market('SELL', 1, { tif: 'OPG' }), refused(399),
    status('PreSubmitted'))).orderId;
});

step('frozen quotes are there when the market is closed', async () => {
  const id = nextRequest();
  await me.settle((api) => api.reqMarketDataType(2));
  const heard = await me.ask((api) => api.reqMktData(id, GLD, '', false, false),
    event('tickPrice', (it) => it.id === id && it.type === 4));
  assert.equal(heard.one('marketDataType').type, 2);
  await me.settle((api) => api.cancelMktData(id));
  await me.settle((api) => api.reqMarketDataType(1));
});

step('after midnight the Gateway knows no fills and no ended orders of the day before', async () => {
  await me.until('2025-11-01T00:05:00-04:00');
  const id = nextRequest();
  const fills = await me.ask((api) => api.reqExecutions(id, {}), event('execDetailsEnd', (it) => it.id === id));
  assert.equal(fills.of('execDetails').length, 0);
  const ends = await me.ask((api) => api.reqCompletedOrders(false), 'completedOrdersEnd');
  assert.equal(ends.of('completedOrder').length, 0);
});

step('what waited goes to the exchange when it opens again', async () => {
  const heard = await me.until('2025-11-03T09:31:00-05:00', status('Filled')(orders.early), filled(orders.early),
    status('Filled')(orders.opening), filled(orders.opening));
  assert.ok(heard.of('orderStatus').some((it) => it.orderId === orders.early && it.status === 'Submitted'));
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => `${it.orderId} ${it.state.status}`),
    [`${orders.lasting} Submitted`]);
  await me.ask((api) => api.cancelOrder(orders.lasting), error(202, orders.lasting));
});

step('on a half day the cut-off is at 12:50 and the auction at 13:00', async () => {
  await me.until('2025-11-28T12:45:00-05:00');
  const { orderId } = await me.place(DBMF, onClose('SELL', 5), status('PreSubmitted'));
  await me.until('2025-11-28T12:50:30-05:00');
  await me.place(DBMF, onClose('SELL', 5), refused(201), status('Inactive'));
  const heard = await me.until('2025-11-28T13:00:10-05:00', status('Filled')(orderId), filled(orderId));
  assert.match(heard.one('execDetails').execution.time, /^20251128 {1,2}13:00:0\d/);
});
