// Gateways with other settings: read-only, another base currency, a limit on messages, a live account.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { client } from '../stage.mjs';
import { step } from '../steps.mjs';
import { market, refused, stock } from '../trade.mjs';

step('read-only: orders and cancels are refused (321), questions answered', async () => {
  const me = client('read-only', 1);
  await me.connect();
  const heard = await me.place(stock('GLD'), market('BUY', 1), refused(321));
  assert.match(heard.of('error').find((it) => it.code === 321).message, /Read-Only/i);
  await me.ask((api) => api.cancelOrder(1), error(321, 1));
  await me.ask((api) => api.reqGlobalCancel(), error(321));
  await me.ask((api) => api.reqPositions(), 'positionEnd');
  await me.disconnect();
});

step('an account in Hong Kong dollars: values in HKD, and what a US dollar is in it', async () => {
  const me = client('hkd', 1);
  await me.connect();
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqAccountSummary(id, 'All', 'NetLiquidation,$LEDGER:ALL'),
    event('accountSummaryEnd', (it) => it.id === id));
  const rows = heard.of('accountSummary');
  const net = rows.find((it) => it.tag === 'NetLiquidation');
  assert.equal(net.currency, 'HKD');
  const ledger = (tag, currency) => Number(rows.find((it) => it.tag === tag && it.currency === currency).value);
  assert.equal(ledger('ExchangeRate', 'USD'), 7.8);
  assert.equal(ledger('ExchangeRate', 'HKD'), 1);
  assert.equal(ledger('CashBalance', 'USD'), 1900);
  assert.ok(Math.abs(Number(net.value) - ledger('NetLiquidationByCurrency', 'BASE')) < 0.02);
  assert.ok(Math.abs(Number(net.value) - 7.8 * ledger('NetLiquidationByCurrency', 'USD')) < 0.1);
  await me.disconnect();
});

step('a Gateway that paces answers late, but answers all', async () => {
  const me = client('patient', 1);
  await me.connect();
  const heard = await me.settle((api) => {
    for (let i = 0; i < 60; i += 1) {
      api.reqMarketRule(26);
    }
  });
  assert.deepEqual(new Set(heard.map((it) => it.event)), new Set(['marketRule']));
  assert.equal(heard.length, 60);
  await me.disconnect();
});

step('one that does not says so (100), and cuts the client off the third time', async () => {
  const me = client('paced', 2, { requestsPerSecond: 10_000 });
  await me.connect();
  let flood;
  const heard = await me.ask((api) => {
    flood = setInterval(() => {
      for (let i = 0; i < 60; i += 1) {
        api.reqMarketRule(26);
      }
    }, 50);
  }, 'disconnected');
  clearInterval(flood);
  // A reset can swallow the Gateway's last words, but there are never more of them.
  assert.ok(heard.filter(error(100)).length <= 3);
});

step('the same history twice within fifteen seconds is a pacing violation (162)', async () => {
  const me = client('paced', 3);
  await me.connect();
  const [first, second] = [nextRequest(), nextRequest()];
  const ask = (id, ...wanted) => me.ask((api) => api.reqHistoricalData(id, stock('GLD'), '', '1 D',
    '30 secs', 'TRADES', 1, 1, false), ...wanted);
  await ask(first, event('historicalData', (it) => it.id === first));
  const heard = await ask(second, error(162, second));
  assert.match(heard.of('error').at(-1).message, /pacing/);
  await me.later(16);
  const third = nextRequest();
  await ask(third, event('historicalData', (it) => it.id === third));
  await me.disconnect();
});

step('a live account without a subscription gets the older code (354)', async () => {
  const me = client('live', 1);
  const heard = await me.connect();
  assert.equal(heard.one('managedAccounts').accounts, 'U1234567');
  const id = nextRequest();
  await me.ask((api) => api.reqMktData(id, stock('GLD'), '', false, false), error(354, id));
  await me.disconnect();
});
