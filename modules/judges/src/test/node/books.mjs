// What the clients were told about orders, to be compared with the exchange's own books.

/** Requests for data use ids from here on, so that an error's id says what it is about. */
export const FIRST_REQUEST = 1_000_000;

const books = new Map();

/** What was told of the order that this client has given this id. */
export function bookOf(gateway, client, order) {
  const key = `${gateway} ${client} ${order}`;
  if (!books.has(key)) {
    books.set(key, {
      gateway, client, order, permId: 0, shown: false, untold: false, status: '', codes: [], fills: {},
    });
  }
  return books.get(key);
}

function byPermId(client, permId) {
  return [...books.values()].find((it) => it.gateway === client.gateway.name && it.permId === permId);
}

/** Books what one event says about an order; events about other things are none of its business. */
export function seen(client, told) {
  switch (told.event) {
    case 'openOrder':
      if (!told.order.whatIf) {
        const open = bookOf(client.gateway.name, told.order.clientId, told.orderId);
        open.shown = true;
        open.permId = told.order.permId;
        open.status = told.state.status;
      }
      break;
    case 'orderStatus': {
      // The client id of a status can be that of whoever cancelled.
      const order = byPermId(client, told.permId);
      if (order) {
        order.status = told.status;
      }
      break;
    }
    case 'execDetails': {
      const { clientId, orderId, execId, shares, price } = told.execution;
      bookOf(client.gateway.name, clientId, orderId).fills[execId] = { shares, price };
      break;
    }
    case 'completedOrder': {
      const order = byPermId(client, told.order.permId);
      if (order) {
        order.status = told.state.status;
      }
      break;
    }
    case 'error':
      if (told.id > 0 && told.id < FIRST_REQUEST) {
        bookOf(client.gateway.name, client.id, told.id).codes.push(told.code);
      }
      break;
    default:
  }
}

/** All orders, one object each. */
export function allOrders() {
  return [...books.values()];
}
