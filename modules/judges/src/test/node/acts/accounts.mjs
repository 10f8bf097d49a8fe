// Account summary, account updates, positions, profit and loss; two accounts.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { client } from '../stage.mjs';
import { step } from '../steps.mjs';
import { ACCOUNT, OTHER_ACCOUNT } from '../trade.mjs';
import { me } from './log-in.mjs';

const HELD = ['BIL', 'DBMF', 'GLD'];
let summary;
let holdings;

function near(actual, expected) {
  assert.ok(Math.abs(actual - expected) <= Math.max(1, Math.abs(expected) * 0.02),
    `${actual} is not near ${expected}`);
}

step('an account summary has the tags that were asked for, of every account', async () => {
  summary = nextRequest();
  const heard = await me.ask((api) => api.reqAccountSummary(summary, 'All',
    'NetLiquidation,TotalCashValue,AvailableFunds,AccountType'),
  event('accountSummaryEnd', (it) => it.id === summary));
  const rows = heard.of('accountSummary');
  assert.ok(rows.every((it) => it.id === summary));
  for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
    const own = rows.filter((it) => it.account === account);
    assert.deepEqual(own.map((it) => it.tag).sort(),
      ['AccountType', 'AvailableFunds', 'NetLiquidation', 'TotalCashValue']);
  }
  const cash = rows.find((it) => it.account === ACCOUNT && it.tag === 'TotalCashValue');
  assert.equal(Number(cash.value), 100_000);
  assert.equal(cash.currency, 'USD');
});

step('the ledger tag gives the total and each currency, told apart by the currency', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqAccountSummary(id, 'All', '$LEDGER:ALL'),
    event('accountSummaryEnd', (it) => it.id === id));
  const rates = heard.of('accountSummary').filter((it) => it.account === ACCOUNT && it.tag === 'ExchangeRate');
  assert.deepEqual(rates.map((it) => it.currency).sort(), ['BASE', 'USD']);
  assert.ok(rates.every((it) => Number(it.value) === 1));
  await me.settle((api) => api.cancelAccountSummary(id));
});

step('a third summary at the same time is refused until one has been cancelled', async () => {
  const [second, third] = [nextRequest(), nextRequest()];
  const wanted = (id) => event('accountSummaryEnd', (it) => it.id === id);
  await me.ask((api) => api.reqAccountSummary(second, 'All', 'NetLiquidation'), wanted(second));
  await me.ask((api) => api.reqAccountSummary(third, 'All', 'NetLiquidation'), error(322, third));
  await me.settle((api) => api.cancelAccountSummary(second));
  await me.ask((api) => api.reqAccountSummary(third, 'All', 'NetLiquidation'), wanted(third));
  await me.settle((api) => api.cancelAccountSummary(third).cancelAccountSummary(summary));
});

step('account updates bring values, holdings, the time and one end', async () => {
  const heard = await me.ask((api) => api.reqAccountUpdates(true, ACCOUNT), 'accountDownloadEnd');
  assert.equal(heard.one('accountDownloadEnd').account, ACCOUNT);
  assert.match(heard.of('updateAccountTime')[0].time, /^\d\d:\d\d$/);
  const value = (key, currency) => heard.of('updateAccountValue')
    .find((it) => it.key === key && it.currency === currency).value;
  assert.equal(value('AccountReady', ''), 'true');
  assert.equal(Number(value('TotalCashBalance', 'BASE')), 100_000);
  holdings = heard.of('updatePortfolio');
  assert.deepEqual(holdings.map((it) => it.contract.symbol).sort(), HELD);
  for (const it of holdings) {
    near(it.value, it.quantity * it.price);
    near(it.unrealized, it.value - it.quantity * it.averageCost);
    assert.equal(it.account, ACCOUNT);
  }
  const stocks = holdings.reduce((sum, it) => sum + it.value, 0);
  near(Number(value('NetLiquidation', 'USD')), 100_000 + stocks);
});

step('a second client cannot follow another account at the same time', async () => {
  const guest = client('day', 2);
  await guest.connect();
  await guest.ask((api) => api.reqAccountUpdates(true, OTHER_ACCOUNT), error(2101));
  await me.settle((api) => api.reqAccountUpdates(false, ACCOUNT));
  await guest.ask((api) => api.reqAccountUpdates(true, OTHER_ACCOUNT), 'accountDownloadEnd');
  await guest.disconnect();
});

step('an account that is not ours is refused', async () => {
  await me.ask((api) => api.reqAccountUpdates(true, 'DU9'), error(321));
});

step('values of one account can be had under a request id', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqAccountUpdatesMulti(id, OTHER_ACCOUNT, '', true),
    event('accountUpdateMultiEnd', (it) => Number(it.id) === id));
  const net = heard.of('accountUpdateMulti').find((it) => it.key === 'NetLiquidation');
  assert.equal(net.account, OTHER_ACCOUNT);
  assert.ok(Number(net.value) > 25_000);
  await me.settle((api) => api.cancelAccountUpdatesMulti(id));
});

step('positions come of all accounts, then their end', async () => {
  const heard = await me.ask((api) => api.reqPositions(), 'positionEnd');
  const held = (account) => heard.of('position').filter((it) => it.account === account)
    .map((it) => `${it.contract.symbol} ${it.quantity} at ${it.averageCost}`).sort();
  assert.deepEqual(held(ACCOUNT), ['BIL 170 at 91.55', 'DBMF 720 at 27.1', 'GLD 38 at 265.4']);
  assert.deepEqual(held(OTHER_ACCOUNT), ['SPY 10 at 600']);
  assert.ok(heard.of('position').every((it) => it.contract.conId > 0 && it.contract.secType === 'STK'));
});

step('profit and loss of an account: of the day, unrealised, realised', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqPnL(id, ACCOUNT, ''), event('pnl', (it) => it.id === id));
  const pnl = heard.of('pnl')[0];
  near(pnl.unrealized, holdings.reduce((sum, it) => sum + it.unrealized, 0));
  assert.equal(pnl.realized, 0);
  assert.ok(Number.isFinite(pnl.daily));
  const more = await me.later(6, event('pnl', (it) => it.id === id));
  assert.ok(more.of('pnl').length >= 1, 'it goes on');
  await me.settle((api) => api.cancelPnL(id));
  const rest = await me.later(6);
  assert.equal(rest.of('pnl').length, 0, 'until it is cancelled');
});

step('profit and loss of several accounts at once', async () => {
  const [one, two] = [nextRequest(), nextRequest()];
  await me.ask((api) => api.reqPnL(one, ACCOUNT, '').reqPnL(two, OTHER_ACCOUNT, ''),
    event('pnl', (it) => it.id === one), event('pnl', (it) => it.id === two));
  await me.settle((api) => api.cancelPnL(one).cancelPnL(two));
});

step('profit and loss of one holding', async () => {
  const id = nextRequest();
  const gold = holdings.find((it) => it.contract.symbol === 'GLD');
  const heard = await me.ask((api) => api.reqPnLSingle(id, ACCOUNT, '', gold.contract.conId),
    event('pnlSingle', (it) => it.id === id));
  const pnl = heard.of('pnlSingle')[0];
  assert.equal(pnl.position, 38);
  near(pnl.value, gold.value);
  near(pnl.unrealized, gold.unrealized);
  await me.settle((api) => api.cancelPnLSingle(id));
});

step('of what is not held the Gateway says nothing', async () => {
  const id = nextRequest();
  assert.equal((await me.settle((api) => api.reqPnLSingle(id, ACCOUNT, '', 756733))).length, 0);
  await me.settle((api) => api.cancelPnLSingle(id));
});

step('profit and loss of an account that is not ours is refused', async () => {
  const id = nextRequest();
  await me.ask((api) => api.reqPnL(id, 'DU9', ''), error(321, id));
});
