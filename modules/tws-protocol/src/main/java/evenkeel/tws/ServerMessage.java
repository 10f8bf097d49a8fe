package evenkeel.tws;

/** What a Gateway sends to a client. Every message is immutable. */
public sealed interface ServerMessage permits AccountDownloadEnd, AccountSummary, AccountSummaryEnd,
    AccountUpdateMulti, AccountUpdateMultiEnd, AccountUpdateTime, AccountValue, CommissionReport,
    CompletedOrder, CompletedOrdersEnd, ContractData, ContractDataEnd, CurrentTime,
    CurrentTimeInMillis, ErrorMessage, ExecutionDetails, ExecutionDetailsEnd, HeadTimestamp,
    HistoricalData, HistoricalDataEnd, HistoricalDataUpdate, HistoricalNews, HistoricalNewsEnd,
    HistoricalSchedule, ManagedAccounts, MarketDataType, MarketRule, NextValidId, OpenOrder,
    OpenOrderEnd, OrderBound, OrderStatus, Pnl, PnlSingle, PortfolioValue, Position, PositionEnd,
    PositionMulti, PositionMultiEnd, SymbolSamples, TickGeneric, TickPrice, TickRequestParameters,
    TickSize, TickSnapshotEnd, TickString, UnknownMessage {

  /** Its id and name in the protocol. */
  ServerMessageType type();
}
