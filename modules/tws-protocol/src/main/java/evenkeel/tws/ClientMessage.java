package evenkeel.tws;

/** What a client sends to a Gateway. Every message is immutable. */
public sealed interface ClientMessage permits CancelAccountSummary, CancelAccountUpdatesMulti,
    CancelHeadTimestamp, CancelHistoricalData, CancelMarketData, CancelOrder, CancelPnl,
    CancelPnlSingle, CancelPositions, PlaceOrder, RequestAccountSummary, RequestAccountUpdates,
    RequestAccountUpdatesMulti, RequestAllOpenOrders, RequestAutoOpenOrders, RequestCompletedOrders,
    RequestContractDetails, RequestCurrentTime, RequestCurrentTimeInMillis, RequestExecutions,
    RequestGlobalCancel, RequestHeadTimestamp, RequestHistoricalData, RequestIds,
    RequestManagedAccounts, RequestMarketData, RequestMarketDataType, RequestMarketRule,
    RequestMatchingSymbols, RequestOpenOrders, RequestPnl, RequestPnlSingle, RequestPositions,
    SetServerLogLevel, StartApi, UnknownRequest {

  /** Its id and name in the protocol. */
  ClientMessageType type();
}
