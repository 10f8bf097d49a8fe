// Orders, changes and cancels that are refused, each with its code.

import assert from 'node:assert/strict';
import { error, event } from '../client.mjs';
import { step } from '../steps.mjs';
import {
  limit, limitOnClose, market, onClose, other, refused, status, stock,
} from '../trade.mjs';
import { me } from './log-in.mjs';
import { placed } from './orders.mjs';

const GLD = stock('GLD');
const SPY = stock('SPY');

/** The Gateway refuses with one error, and nothing else is said. */
async function refuse(contract, order, code) {
  const { orderId } = await me.place(contract, order, refused(code));
  await me.settle();
  const about = me.heard.filter((it) => (it.event === 'error' && it.id === orderId)
    || (['openOrder', 'orderStatus'].includes(it.event) && it.orderId === orderId));
  assert.deepEqual(about.map((it) => it.code ?? it.event), [code]);
}

/** IBKR refuses: the order was there for a moment and is Inactive now. */
async function reject(contract, order, code) {
  const heard = await me.place(contract, order, refused(code), status('Inactive'));
  assert.equal(heard.of('orderStatus').at(-1).status, 'Inactive');
  return heard.find(refused(code)(heard.orderId)).message;
}

step('103: an id that was used for an order that has ended', async () => {
  await me.change(placed.cancelled, GLD, limit('BUY', 1, 50), error(103, placed.cancelled));
});

step('104: a filled order cannot be changed', async () => {
  await me.change(placed.bought, SPY, market('BUY', 8), error(104, placed.bought));
});

step('105: a change of the side is not a change; the order stays', async () => {
  await me.change(placed.resting, GLD, limit('SELL', 4, 101.25), error(105, placed.resting));
  const open = await me.ask((api) => api.reqOpenOrders(), 'openOrderEnd');
  const rest = open.of('openOrder').find((it) => it.orderId === placed.resting);
  assert.deepEqual([rest.order.action, rest.state.status], ['BUY', 'Submitted']);
});

step('105: nor is another contract', async () => {
  await me.change(placed.resting, SPY, limit('BUY', 4, 101.25), error(105, placed.resting));
});

step('110: a limit beside the price steps', () => refuse(GLD, limit('BUY', 1, 100.005), 110));

step('113: an order on close is for the day', async () => {
  await refuse(GLD, onClose('BUY', 1, { tif: 'GTC' }), 113);
  await refuse(GLD, limitOnClose('BUY', 1, 100, { tif: 'GTC' }), 113);
});

step('200: a contract that does not exist', () => refuse(stock('NOPE'), market('BUY', 1), 200));

step('200: a contract that is ambiguous', () => refuse(stock('TWIN'), market('BUY', 1), 200));

step('387: a type that the contract does not take', () => refuse(stock('NOMOC'), onClose('BUY', 1), 387));

step('321: a type that there is not', () => refuse(GLD, other('BUY', 1, 'WISH'), 321));

step('321: a limit order without a limit', () => refuse(GLD, other('BUY', 1, 'LMT'), 321));

step('434: nothing to trade', () => refuse(GLD, market('BUY', 0), 434));

step('435: two accounts, and the order names none',
  () => refuse(GLD, market('BUY', 1, { account: '' }), 435));

step('435: an account that is not ours', () => refuse(GLD, market('BUY', 1, { account: 'DU9' }), 435));

step('10243: parts of a share', () => refuse(GLD, market('BUY', 1.5), 10243));

step('10246: parts of a share on close', () => refuse(GLD, onClose('BUY', 0.5), 10246));

step('10268, 10269, 10270: attributes that are no more', async () => {
  await refuse(GLD, market('BUY', 1, { eTradeOnly: true }), 10268);
  await refuse(GLD, market('BUY', 1, { firmQuoteOnly: true }), 10269);
  await refuse(GLD, market('BUY', 1, { nbboPriceCap: 1.5 }), 10270);
});

step('154: a security that is halted', () => refuse(stock('STOP'), market('BUY', 1), 154));

step('201: not enough money', async () => {
  const reason = await reject(SPY, market('BUY', 5000), 201);
  assert.match(reason, /^Order rejected - reason:/);
});

step('201: more than is held', () => reject(GLD, market('SELL', 1000), 201));

step('413: a preview that is not to be transmitted',
  () => refuse(GLD, market('BUY', 1, { whatIf: true, transmit: false }), 413));

step('10147: to cancel what there is not', async () => {
  await me.ask((api) => api.cancelOrder(4711), error(10147, 4711));
});

step('10148: to cancel what has filled', async () => {
  const heard = await me.ask((api) => api.cancelOrder(placed.bought), error(10148, placed.bought));
  assert.match(heard.one('error').message, /Filled/);
});

step('320: an order id that is none', async () => {
  await me.ask((api) => api.placeOrder(3_000_000_000, GLD, limit('BUY', 1, 50)),
    event('error', (it) => it.code === 320));
  await me.now();
});

step('an unreadable field is answered, and the connection stays', async () => {
  await me.change(me.nextOrderId, GLD, limit('BUY', 1, NaN), error(320, me.nextOrderId));
  await me.now();
});
