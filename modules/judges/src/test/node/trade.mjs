// Contracts and orders as the steps write them, and what a step may wait for after an order.

import { error, event } from './client.mjs';

export const ACCOUNT = 'DU1234567';
export const OTHER_ACCOUNT = 'DU7654321';

/** A stock or fund in the United States. */
export function stock(symbol, more = {}) {
  return { symbol, secType: 'STK', exchange: 'SMART', currency: 'USD', ...more };
}

function order(action, totalQuantity, orderType, more) {
  return { action, totalQuantity, orderType, tif: 'DAY', account: ACCOUNT, transmit: true, ...more };
}

export const market = (action, quantity, more) => order(action, quantity, 'MKT', more);
export const limit = (action, quantity, lmtPrice, more) => order(action, quantity, 'LMT',
  { lmtPrice, ...more });
export const onClose = (action, quantity, more) => order(action, quantity, 'MOC', more);
export const limitOnClose = (action, quantity, lmtPrice, more) => order(action, quantity, 'LOC',
  { lmtPrice, ...more });
export const other = (action, quantity, orderType, more) => order(action, quantity, orderType, more);

/** The order's status. */
export const status = (word) => (orderId) => event('orderStatus',
  (it) => it.orderId === orderId && it.status === word, `status ${word} of order ${orderId}`);

/** The order itself, with this status. */
export const shown = (word) => (orderId) => event('openOrder',
  (it) => it.orderId === orderId && it.state.status === word, `order ${orderId} ${word}`);

/** An error about the order. */
export const refused = (code) => (orderId) => error(code, orderId);

/** A fill of the order, told by itself. */
export const filled = (orderId) => event('execDetails',
  (it) => it.id === -1 && it.execution.orderId === orderId, `fill of order ${orderId}`);

/** What a fill has cost. */
export const charged = () => event('commissionReport');
