// What goes wrong at real Gateways. The Gateway "faults" has a timetable (faults.conf); each step
// moves its clock to the next entry.

import assert from 'node:assert/strict';
import { bookOf } from '../books.mjs';
import {
  booked, error, event, nextRequest,
} from '../client.mjs';
import { client, COMPLETED_ORDERS_READ, serverVersion } from '../stage.mjs';
import { step } from '../steps.mjs';
import {
  ACCOUNT, charged, filled, limit, market, refused, status, stock,
} from '../trade.mjs';

const GLD = stock('GLD');
const QQQ = stock('QQQ');
const SPY = stock('SPY');
const me = client('faults', 1);
let survivor;
let welcome;

const at = (time, ...wanted) => me.until(`2025-10-31T${time}-04:00`, ...wanted);
const buy = (...wanted) => me.place(SPY, market('BUY', 3), ...wanted);

function told(heard, orderId) {
  return heard.filter((it) => it.orderId === orderId || it.execution?.orderId === orderId
    || it.event === 'commissionReport').map((it) => it.event);
}

async function fills() {
  const id = nextRequest();
  return me.ask((api) => api.reqExecutions(id, {}), event('execDetailsEnd', (it) => it.id === id));
}

/** Of an order that is not spoken about: only the list of ended orders tells. */
async function hasCancelled(clientId, orderId) {
  const order = bookOf('faults', clientId, orderId);
  if (serverVersion() < COMPLETED_ORDERS_READ) {
    order.untold = true;
    return;
  }
  await me.ask((api) => api.reqCompletedOrders(false), 'completedOrdersEnd');
  assert.equal(order.status, 'Cancelled');
}

async function quotes(id) {
  return (await me.later(60)).of('tickPrice').filter((it) => it.id === id).length;
}

step('the link to IBKR is lost (1100): the socket stays, orders wait', async () => {
  await me.connect();
  await at('10:05:00', error(1100));
  const id = me.nextOrderId;
  me.nextOrderId += 1;
  assert.equal((await me.settle((api) => api.placeOrder(id, SPY, market('BUY', 2)))).length, 0);
});

step('it is back (1102): what waited goes on, and fills are told', async () => {
  await at('10:06:00', error(1102), status('Filled')(me.nextOrderId - 1), filled(me.nextOrderId - 1));
});

step('fills during an outage are not told, but known', async () => {
  const { orderId } = await me.place(QQQ, limit('BUY', 1, 500), status('Submitted'));
  await at('10:07:00', error(1100));
  await at('10:07:30');
  await at('10:08:00', error(1102));
  await me.settle();
  assert.ok(!me.heard.some(filled(orderId)));
  assert.ok((await fills()).of('execDetails').some((it) => it.execution.orderId === orderId));
  await at('10:09:00');
});

step('it is back without subscriptions (1101): streams are dead and can be asked for again', async () => {
  const [dead, alive] = [nextRequest(), nextRequest()];
  await me.ask((api) => api.reqMktData(dead, GLD, '', false, false), event('tickPrice', (it) => it.id === dead));
  await at('10:10:00', error(1100));
  await at('10:11:00', error(1101));
  assert.equal(await quotes(dead), 0);
  await me.ask((api) => api.reqMktData(alive, GLD, '', false, false), event('tickPrice', (it) => it.id === alive));
  assert.ok(await quotes(alive) > 0);
  await me.settle((api) => api.cancelMktData(alive));
});

step('notices of farms', async () => {
  await at('10:15:00', error(2103));
  await at('10:16:00', error(2104));
});

step('each status three times', async () => {
  await at('10:20:00');
  const heard = await buy(status('Filled'), filled, charged);
  assert.equal(heard.of('orderStatus').filter((it) => it.status === 'PreSubmitted').length, 3);
  await at('10:21:00');
});

step('Filled before the fill', async () => {
  await at('10:25:00');
  const heard = await buy(status('Filled'), filled, charged);
  const names = told(heard, heard.orderId);
  assert.ok(names.lastIndexOf('orderStatus') < names.indexOf('execDetails'));
});

step('a fill without a status', async () => {
  await at('10:26:00');
  const heard = await buy(filled, charged);
  await me.settle();
  assert.deepEqual(told(heard, heard.orderId), ['openOrder', 'orderStatus', 'execDetails', 'commissionReport']);
});

step('a status without a fill; the fill is there when it is asked for', async () => {
  await at('10:27:00');
  const heard = await buy(status('Filled'));
  await me.settle();
  assert.ok(!me.heard.some(filled(heard.orderId)));
  assert.ok((await fills()).of('execDetails').some((it) => it.execution.orderId === heard.orderId));
});

step('the commission before its fill', async () => {
  await at('10:28:00');
  const heard = await buy(status('Filled'), filled, charged);
  const names = told(heard, heard.orderId);
  assert.ok(names.indexOf('commissionReport') < names.indexOf('execDetails'));
  await at('10:29:00');
});

step('no commission; it is there when it is asked for', async () => {
  await at('10:30:00');
  const heard = await buy(status('Filled'), filled);
  const { execId } = heard.one('execDetails').execution;
  await me.later(5);
  assert.ok(!me.heard.some((it) => it.event === 'commissionReport' && it.report.execId === execId));
  assert.ok((await fills()).of('commissionReport').some((it) => it.report.execId === execId));
});

step('the commission twice', async () => {
  await at('10:31:00');
  const heard = await buy(status('Filled'), filled);
  const { execId } = heard.one('execDetails').execution;
  await me.later(5);
  assert.equal(me.heard.filter((it) => it.event === 'commissionReport'
    && it.report.execId === execId).length, 2);
  await at('10:32:00');
});

step('a fill in three parts, each with the total so far', async () => {
  await at('10:35:00');
  const heard = await me.place(SPY, market('BUY', 30), status('Filled'));
  const parts = heard.of('execDetails').map((it) => it.execution);
  assert.deepEqual(parts.map((it) => `${it.shares} of ${it.cumQty}`), ['10 of 10', '10 of 20', '10 of 30']);
  assert.equal(new Set(parts.map((it) => it.execId)).size, 3);
  assert.ok(heard.of('orderStatus').some((it) => it.status === 'Submitted' && it.filled === 20
    && it.remaining === 10));
  await at('10:36:00');
});

step('an order that a confirmation window swallows: no word, and nobody knows it', async () => {
  await at('10:40:00');
  const id = me.nextOrderId;
  me.nextOrderId += 1;
  assert.equal((await me.settle((api) => api.placeOrder(id, SPY, market('BUY', 1)))).length, 0);
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.equal(open.of('openOrder').length, 0);
});

step('an order that works without a word is found when it is asked for', async () => {
  await at('10:41:00');
  const id = me.nextOrderId;
  me.nextOrderId += 1;
  const silence = await me.settle((api) => api.placeOrder(id, GLD,
    limit('BUY', 1, 90, { orderRef: 'quiet' })));
  assert.equal(silence.length, 0);
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => it.order.orderRef), ['quiet']);
  await me.settle((api) => api.cancelOrder(id));
  await hasCancelled(1, id);
});

step('Inactive for a while, then it works', async () => {
  await at('10:42:00');
  const { orderId } = await me.place(GLD, limit('BUY', 1, 91), status('Inactive'));
  await me.later(11, status('Submitted')(orderId));
  await me.ask((api) => api.cancelOrder(orderId), error(202, orderId));
});

step('a message about an order that is no refusal (10349)', async () => {
  await at('10:43:00');
  const heard = await buy(refused(10349), status('Filled'), filled);
  assert.equal(heard.of('orderStatus').at(-1).status, 'Filled');
});

step('IBKR refuses a symbol, with its reason', async () => {
  await at('10:45:00');
  const heard = await me.place(QQQ, market('BUY', 1), refused(201), status('Inactive'));
  assert.match(heard.find(refused(201)(heard.orderId)).message, /not today/);
});

step('a refusal by the Gateway', async () => {
  await at('10:46:00');
  const heard = await buy(refused(109));
  await me.settle();
  assert.equal(heard.of('openOrder').length, 0);
});

step('a cancel that comes too late: 10148, and the order has filled', async () => {
  const { orderId } = await me.place(GLD, limit('BUY', 1, 92), status('Submitted'));
  await at('10:47:00');
  await me.ask((api) => api.cancelOrder(orderId), error(10148, orderId), filled(orderId));
});

step('a cancel that is not found though the order works', async () => {
  const { orderId } = await me.place(GLD, limit('BUY', 1, 93), status('Submitted'));
  await at('10:48:00');
  await me.ask((api) => api.cancelOrder(orderId), error(10147, orderId));
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => it.orderId), [orderId]);
});

step('somebody else\'s order appears in the account', async () => {
  await at('10:50:00');
  const open = await me.ask((api) => api.reqAllOpenOrders(), 'openOrderEnd');
  const foreign = open.of('openOrder').find((it) => it.order.clientId === 77);
  assert.deepEqual([foreign.orderId, foreign.contract.symbol, foreign.order.orderType], [12, 'GLD', 'MOC']);
});

step('everything is cancelled unasked, with a reason', async () => {
  const heard = await at('10:51:00', event('orderStatus', (it) => it.status === 'Cancelled'),
    event('error', (it) => it.code === 202));
  assert.match(heard.of('error').find((it) => it.code === 202).message, /the exchange had to/);
  const open = await me.ask((api) => api.reqAllOpenOrders(), 'openOrderEnd');
  assert.equal(open.of('openOrder').length, 0);
  await hasCancelled(77, 12);
});

step('a competing session (10197): quotes stop, orders do not, then quotes go on', async () => {
  const id = nextRequest();
  await me.ask((api) => api.reqMktData(id, GLD, '', false, false), event('tickPrice', (it) => it.id === id));
  await at('10:55:00', error(10197, id));
  assert.equal(await quotes(id), 0);
  await buy(status('Filled'), filled);
  await at('10:58:00');
  assert.ok(await quotes(id) > 0);
  await me.settle((api) => api.cancelMktData(id));
});

step('the account is not ready while IBKR resets', async () => {
  await me.ask((api) => api.reqAccountUpdates(true, ACCOUNT), 'accountDownloadEnd');
  const ready = (value) => event('updateAccountValue', (it) => it.key === 'AccountReady' && it.value === value);
  await at('11:00:00', ready('false'));
  await at('11:01:01', ready('true'));
  await me.settle((api) => api.reqAccountUpdates(false, ACCOUNT));
});

step('a position in something that no contract request finds', async () => {
  await at('11:03:00');
  const heard = await me.ask((api) => api.reqPositions(), 'positionEnd');
  const strange = heard.of('position').find((it) => it.contract.symbol === 'GONE');
  assert.deepEqual([strange.contract.conId, strange.quantity, strange.contract.exchange], [123456, 5, '']);
  const id = nextRequest();
  await me.ask((api) => api.reqContractDetails(id, { conId: 123456, exchange: 'SMART' }), error(200, id));
});

step('unknown messages, surplus fields and bytes that are no text do not end the connection', async () => {
  await at('11:05:00');
  await me.now();
  const complaints = me.misread.join('\n');
  assert.match(complaints, /199/, 'the client says what it does not know');
  assert.match(complaints, /CURRENT_TIME: unprocessed data .*surplus/);
  me.misread = [];
});

step('a message lost for being one too many (100)', async () => {
  const heard = await at('11:08:00', error(100));
  assert.equal(heard.of('currentTime').length, 0);
  await me.now();
});

step('the connection breaks in the middle of a message', async () => {
  await at('11:10:00', 'disconnected');
});

step('the order id may come before the accounts', async () => {
  const heard = await me.connect();
  const names = heard.map((it) => it.event);
  assert.ok(names.indexOf('nextValidId') < names.indexOf('managedAccounts'));
});

step('a restart: nobody listens, then orders are told without being asked for', async () => {
  survivor = (await me.place(GLD, limit('BUY', 1, 94, { tif: 'GTC' }), status('Submitted'))).orderId;
  await at('11:15:00', 'disconnected');
  welcome = await me.ask((api) => {
    // As an application does it: dial again until somebody answers.
    const dial = () => setTimeout(() => api.connect(), 20);
    api.on('disconnected', dial);
    api.once('nextValidId', () => api.off('disconnected', dial));
    api.connect();
  }, 'nextValidId', event('openOrder', (it) => it.orderId === survivor));
  assert.match(welcome.text(), /ECONNREFUSED/);
});

step('order ids have gone back: they belong to their old orders still', async () => {
  const next = welcome.of('nextValidId').at(-1).orderId;
  assert.ok(next < survivor);
  await me.change(next, GLD, limit('BUY', 1, 95),
    event('error', (it) => it.id === next && [103, 104].includes(it.code)));
  await me.ask((api) => api.cancelOrder(survivor), error(202, survivor));
});

step('a silent Gateway takes an order and says nothing, until it is asked later', async () => {
  await me.setClock('2025-10-31T11:20:00-04:00');
  const before = me.heard.length;
  const id = me.nextOrderId;
  me.nextOrderId += 1;
  me.api.placeOrder(id, GLD, limit('BUY', 1, 96, { orderRef: 'unheard' }));
  await booked('faults', 'ACCEPTED', 1, id);
  await at('11:22:00');
  assert.deepEqual(me.heard.slice(before).map((it) => it.event), ['currentTime']);
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.deepEqual(open.of('openOrder').map((it) => it.order.orderRef), ['unheard']);
});

step('a half-open connection: nothing is answered, until the client dials anew', async () => {
  await me.setClock('2025-10-31T11:25:00-04:00');
  const guest = client('faults', 2);
  await guest.connect();
  const before = me.heard.length;
  me.api.reqCurrentTime();
  await guest.settle();
  assert.equal(me.heard.length, before);
  await guest.disconnect();
  await me.disconnect();
  await me.connect();
  await me.now();
});
