// Orders that are taken: preview, market, limit, auction; changes and cancels.

import assert from 'node:assert/strict';
import { error, event } from '../client.mjs';
import { client } from '../stage.mjs';
import { step } from '../steps.mjs';
import {
  ACCOUNT, charged, filled, limit, limitOnClose, market, onClose, OTHER_ACCOUNT, refused, shown,
  status, stock,
} from '../trade.mjs';
import { me } from './log-in.mjs';

const DBMF = stock('DBMF');
const GLD = stock('GLD');
const SPY = stock('SPY');

/** Ids of orders that later acts come back to. */
export const placed = {};

/** What is told of one order, in order. */
function story(heard, orderId) {
  return heard.filter((it) => it.orderId === orderId || it.execution?.orderId === orderId
    || it.event === 'commissionReport').map((it) => {
    switch (it.event) {
      case 'openOrder': return `order ${it.state.status}`;
      case 'orderStatus': return `status ${it.status} ${it.filled}/${it.remaining}`;
      case 'execDetails': return `fill ${it.execution.shares}`;
      default: return 'commission';
    }
  });
}

step('a preview brings margins and the commission, and places nothing', async () => {
  const id = me.nextOrderId;
  const heard = await me.place(SPY, market('BUY', 10, { whatIf: true }),
    (orderId) => event('openOrder', (it) => it.orderId === orderId));
  const { order, state } = heard.one('openOrder');
  assert.equal(order.whatIf, true);
  assert.equal(state.commission, 1);
  assert.equal(state.commissionCurrency, 'USD');
  assert.ok(state.initMarginChange > 5_000);
  assert.ok(Math.abs(state.initMarginBefore + state.initMarginChange - state.initMarginAfter) < 0.011);
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.equal(open.of('openOrder').length, 0);
  assert.ok(open.of('orderStatus').every((it) => it.orderId !== id));
});

step('positions that change are told to who follows them', async () => {
  await me.ask((api) => api.reqPositions(), 'positionEnd');
});

step('a market purchase: order, fill, order, status, commission, in this sequence', async () => {
  const heard = await me.place(SPY, market('BUY', 7, { orderRef: 'judge-buy' }), shown('Filled'),
    status('Filled'), filled, charged);
  placed.bought = heard.orderId;
  assert.deepEqual(story(heard, heard.orderId), ['order PreSubmitted', 'status PreSubmitted 0/7', 'fill 7',
    'order Filled', 'status Filled 7/0', 'order Filled', 'commission']);
  const { contract, execution } = heard.one('execDetails');
  assert.equal(contract.symbol, 'SPY');
  assert.equal(execution.side, 'BOT');
  assert.equal(execution.orderRef, 'judge-buy');
  assert.equal(execution.clientId, 1);
  assert.equal(execution.acctNumber, ACCOUNT);
  assert.equal(execution.cumQty, 7);
  const last = heard.of('orderStatus').at(-1);
  assert.equal(last.averagePrice, execution.price);
  assert.equal(last.permId, execution.permId);
  const { report } = heard.one('commissionReport');
  assert.equal(report.execId, execution.execId);
  assert.equal(report.commission, 1);
  assert.equal(report.realizedPNL, undefined, 'a purchase realises nothing');
  assert.equal(heard.of('openOrder').at(-1).state.commission, 1);
});

step('the holding has changed', async () => {
  const heard = await me.ask((api) => api.reqPositions(), 'positionEnd');
  const held = heard.of('position').find((it) => it.account === ACCOUNT && it.contract.symbol === 'SPY');
  assert.equal(held.quantity, 7);
  const told = me.heard.filter((it) => it.event === 'position' && it.contract.symbol === 'SPY'
    && it.account === ACCOUNT);
  assert.ok(told.length >= 2, 'told by itself before it was asked for');
});

step('a holding that is sold altogether is told once more, with 0', async () => {
  const heard = await me.place(stock('BIL'), market('SELL', 170), status('Filled'), filled,
    () => event('position', (it) => it.contract.symbol === 'BIL'));
  assert.equal(heard.of('position').at(-1).quantity, 0);
  await me.settle((api) => api.cancelPositions());
});

step('account values and holdings follow a trade', async () => {
  const cash = (it) => it.key === 'CashBalance' && it.currency === 'USD';
  const before = await me.ask((api) => api.reqAccountUpdates(true, ACCOUNT), 'accountDownloadEnd');
  const heard = await me.place(SPY, market('BUY', 2), status('Filled'), filled,
    () => event('updatePortfolio', (it) => it.contract.symbol === 'SPY' && it.quantity === 9),
    () => event('updateAccountValue', cash));
  const { price } = heard.one('execDetails').execution;
  const paid = Number(before.of('updateAccountValue').find(cash).value)
    - Number(heard.of('updateAccountValue').find(cash).value);
  assert.ok(Math.abs(paid - 2 * price - 1) < 0.011, `${paid} for 2 at ${price}`);
  assert.equal(heard.of('position').length, 0, 'positions were cancelled');
  await me.settle((api) => api.reqAccountUpdates(false, ACCOUNT));
});

step('the echo is as real Gateways echo', async () => {
  const { contract, order } = me.heard.filter((it) => it.event === 'openOrder'
    && it.orderId === placed.bought).at(-1);
  assert.equal(contract.exchange, 'SMART');
  assert.equal(contract.localSymbol, 'SPY');
  assert.equal(order.clientId, 1);
  assert.equal(order.ocaType, 3);
  assert.equal(order.displaySize, undefined);
  assert.equal(order.tif, 'DAY');
  assert.equal(order.lmtPrice, 0);
  assert.equal(order.deltaNeutralOrderType, 'None');
  assert.equal(order.clearingIntent, 'IB');
  assert.equal(order.dontUseAutoPriceForHedge, true);
});

step('a market sale is Submitted at once and realises a profit', async () => {
  const heard = await me.place(DBMF, market('SELL', 20), shown('Filled'), status('Filled'), filled, charged);
  placed.sold = heard.orderId;
  assert.deepEqual(story(heard, heard.orderId).slice(0, 3),
    ['order Submitted', 'status Submitted 0/20', 'fill 20']);
  const { execution } = heard.one('execDetails');
  assert.equal(execution.side, 'SLD');
  const { report } = heard.one('commissionReport');
  assert.ok(Math.abs(report.realizedPNL - (20 * (execution.price - 27.10) - 1)) < 0.01);
});

step('a limit order that the market has not reached rests', async () => {
  const heard = await me.place(GLD, limit('BUY', 3, 100.5, { orderRef: 'judge-rest' }), status('Submitted'));
  placed.resting = heard.orderId;
  assert.deepEqual(story(heard, heard.orderId), ['order PreSubmitted', 'status PreSubmitted 0/3',
    'order Submitted', 'status Submitted 0/3']);
  assert.equal(heard.of('openOrder')[0].order.lmtPrice, 100.5);
});

step('a limit order that the market has reached fills at its limit or better', async () => {
  const heard = await me.place(DBMF, limit('BUY', 5, 99), status('Filled'), filled, charged);
  assert.ok(heard.one('execDetails').execution.price <= 99);
});

step('its price can be changed', async () => {
  const heard = await me.change(placed.resting, GLD, limit('BUY', 3, 101.25, { orderRef: 'judge-rest' }),
    event('openOrder', (it) => it.order.lmtPrice === 101.25 && it.state.status === 'Submitted'));
  await me.settle();
  assert.ok(heard.of('openOrder').every((it) => it.orderId === placed.resting));
});

step('its size can be changed', async () => {
  await me.change(placed.resting, GLD, limit('BUY', 4, 101.25, { orderRef: 'judge-rest' }),
    event('orderStatus', (it) => it.status === 'Submitted' && it.remaining === 4));
});

step('it can be made to fill', async () => {
  const heard = await me.place(SPY, limit('BUY', 1, 10), status('Submitted'));
  await me.change(heard.orderId, SPY, limit('BUY', 1, 2000), status('Filled')(heard.orderId),
    filled(heard.orderId), charged());
});

step('a limit order that becomes a market order is Filled before its fill is told', async () => {
  const { orderId } = await me.place(SPY, limit('BUY', 1, 10), status('Submitted'));
  const heard = await me.change(orderId, SPY, market('BUY', 1), status('Filled')(orderId),
    filled(orderId), charged());
  const told = story(heard, orderId);
  assert.ok(told.indexOf('status Filled 1/0') < told.indexOf('fill 1'));
});

step('a cancel: Cancelled, then 202', async () => {
  const { orderId } = await me.place(GLD, limit('BUY', 1, 50), status('Submitted'));
  const heard = await me.ask((api) => api.cancelOrder(orderId), status('Cancelled')(orderId), error(202, orderId));
  const words = heard.of('orderStatus').map((it) => it.status);
  assert.ok(['Cancelled', 'PendingCancel,Cancelled'].includes(words.join()));
  assert.deepEqual([heard.of('orderStatus').at(-1).filled, heard.of('orderStatus').at(-1).remaining], [0, 1]);
  placed.cancelled = orderId;
});

step('a limit order good until it is cancelled', async () => {
  const heard = await me.place(GLD, limit('BUY', 2, 101, { tif: 'GTC' }), status('Submitted'));
  placed.lasting = heard.orderId;
  assert.equal(heard.of('openOrder').at(-1).order.tif, 'GTC');
});

step('immediate or cancel, out of reach: it is cancelled without having been asked', async () => {
  const heard = await me.place(GLD, limit('BUY', 1, 50, { tif: 'IOC' }), status('Cancelled'));
  assert.ok(heard.of('orderStatus').some((it) => it.status === 'PendingCancel'));
});

step('fill or kill, out of reach: Inactive, and that is the end', async () => {
  const { orderId } = await me.place(GLD, limit('BUY', 1, 50, { tif: 'FOK' }), status('Inactive'));
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  assert.ok(open.of('openOrder').every((it) => it.orderId !== orderId));
});

step('market and limit on close are taken and wait', async () => {
  const sale = await me.place(DBMF, onClose('SELL', 100, { orderRef: 'judge-moc' }), status('PreSubmitted'));
  const purchase = await me.place(GLD, limitOnClose('BUY', 5, 900), status('PreSubmitted'));
  const hopeless = await me.place(GLD, limitOnClose('BUY', 5, 100), status('PreSubmitted'));
  Object.assign(placed, { sale: sale.orderId, purchase: purchase.orderId, hopeless: hopeless.orderId });
  const { order } = sale.of('openOrder').at(-1);
  assert.deepEqual([order.orderType, order.tif, order.lmtPrice], ['MOC', 'DAY', 0]);
  assert.equal(purchase.of('openOrder').at(-1).order.lmtPrice, 900);
});

step('an order on close can be changed and cancelled before the cut-off', async () => {
  await me.change(placed.sale, DBMF, onClose('SELL', 120, { orderRef: 'judge-moc' }),
    event('orderStatus', (it) => it.orderId === placed.sale && it.remaining === 120));
  const { orderId } = await me.place(GLD, onClose('SELL', 1), status('PreSubmitted'));
  await me.ask((api) => api.cancelOrder(orderId), status('Cancelled')(orderId), error(202, orderId));
});

step('what is not to be transmitted waits without a word until it is sent again', async () => {
  const id = me.nextOrderId;
  me.nextOrderId += 1;
  const silence = await me.settle((api) => api.placeOrder(id, SPY, market('BUY', 2, { transmit: false })));
  assert.equal(silence.length, 0);
  await me.change(id, SPY, market('BUY', 2), status('Filled')(id), filled(id), charged());
});

step('by contract id alone an order finds its contract', async () => {
  const heard = await me.place({ conId: 756733, secType: 'STK', exchange: 'SMART', currency: 'USD' },
    market('BUY', 1), status('Filled'), filled, charged);
  assert.equal(heard.one('execDetails').contract.symbol, 'SPY');
});

step('an order for the other account of the log-in', async () => {
  const heard = await me.place(SPY, market('SELL', 4, { account: OTHER_ACCOUNT }), status('Filled'),
    filled, charged);
  assert.equal(heard.one('execDetails').execution.acctNumber, OTHER_ACCOUNT);
});

step('with a preset of the algorithm Adaptive', async () => {
  const heard = await me.place(SPY, market('BUY', 1, {
    algoStrategy: 'Adaptive', algoParams: [{ tag: 'adaptivePriority', value: 'Normal' }],
  }), status('Filled'), filled, charged);
  const { order } = heard.of('openOrder')[0];
  assert.equal(order.algoStrategy, 'Adaptive');
  assert.deepEqual(order.algoParams, [{ tag: 'adaptivePriority', value: 'Normal' }]);
});

step('with conditions, that come back as they were sent', async () => {
  const heard = await me.place(GLD, limit('BUY', 1, 50, {
    conditions: [{
      type: 1, conjunctionConnection: 'a', isMore: true, price: 999.5, strValue: '999.5', conId: 756733,
      exchange: 'SMART', triggerMethod: 0,
    }],
    conditionsIgnoreRth: true,
  }), status('Submitted'));
  const { order } = heard.of('openOrder')[0];
  assert.equal(order.conditions.length, 1);
  assert.deepEqual([order.conditions[0].price, order.conditions[0].conId], [999.5, 756733]);
  await me.ask((api) => api.cancelOrder(heard.orderId), error(202, heard.orderId));
});

step('another client\'s order can be cancelled by its id, in the canceller\'s name', async () => {
  const guest = client('day', 3);
  await guest.connect();
  guest.nextOrderId = 500;
  const { orderId } = await guest.place(GLD, limit('BUY', 1, 60), status('Submitted'));
  await me.ask((api) => api.reqAllOpenOrders(), 'openOrderEnd');
  const heard = await me.ask((api) => api.cancelOrder(orderId), status('Cancelled')(orderId));
  assert.equal(heard.of('orderStatus').at(-1).clientId, 1);
  await guest.settle();
  assert.equal(guest.heard.filter((it) => it.event === 'orderStatus').at(-1).status, 'Cancelled');
  await guest.disconnect();
});

step('an id that was shown is taken: the next new one has to be above it', async () => {
  const id = 400;
  await me.change(id, SPY, market('BUY', 1), refused(103)(id));
  const told = (await me.ask((api) => api.reqIds(1), 'nextValidId')).one('nextValidId').orderId;
  assert.ok(told < 500);
  me.nextOrderId = 501;
});

