package evenkeel.tws;

/**
 * The Gateway's end: decodes requests strictly and encodes what a Gateway sends.
 *
 * <p>Encoding may be called from any thread. Decoding reuses its state, so it belongs to one thread
 * at a time.
 */
public final class ServerCodec {
  private final int serverVersion;
  private final FieldReader in;

  /** A codec for one connection at the version that the Gateway chose. */
  public ServerCodec(int serverVersion) {
    this(serverVersion, WireLimits.SERVER);
  }

  public ServerCodec(int serverVersion, WireLimits limits) {
    this.serverVersion = ServerVersions.requireSpoken(serverVersion);
    this.in = new FieldReader(FieldReader.Sender.CLIENT, serverVersion, limits.fieldCountMax());
  }

  public int serverVersion() {
    return serverVersion;
  }

  /**
   * The message as a frame, its length included. What the server version has no field for is left
   * out.
   *
   * @throws IllegalArgumentException when a text contains a NUL, or the server version lacks the
   *     message
   */
  public byte[] encode(ServerMessage message) {
    ServerMessageType type = message.type();
    FieldWriter out = new FieldWriter(serverVersion, FieldWriter.Side.SERVER, type.record());
    if (message instanceof UnknownMessage unknown) {
      out.integer("id", unknown.id());
    } else {
      out.requireSince(type.since());
      out.integer("id", type.id());
    }
    encodeFields(out, message);
    return out.frame();
  }

  /**
   * The request in the payload of a frame.
   *
   * @throws ProtocolViolation when a field is missing, left over or not what it should be; its id
   *     says which request, when that was read
   */
  public ClientMessage decode(byte[] bytes, int offset, int length) {
    in.start(bytes, offset, length, ClientMessage.class);
    int id = in.integer("id");
    ClientMessageType type = ClientMessageType.ofId(id);
    if (type == null || !in.since(type.since())) {
      return new UnknownRequest(id, 1 + in.remainingFields());
    }
    in.kind(type.record());
    ClientMessage message = decodeFields(type, id);
    in.end();
    return message;
  }

  // One line a message, and no default: a new message breaks the build here.
  private ClientMessage decodeFields(ClientMessageType type, int id) {
    return switch (type) {
      case REQ_MKT_DATA -> RequestMarketData.decode(in);
      case CANCEL_MKT_DATA -> CancelMarketData.decode(in);
      case PLACE_ORDER -> PlaceOrder.decode(in);
      case CANCEL_ORDER -> CancelOrder.decode(in);
      case REQ_OPEN_ORDERS -> RequestOpenOrders.decode(in);
      case REQ_ACCOUNT_UPDATES -> RequestAccountUpdates.decode(in);
      case REQ_EXECUTIONS -> RequestExecutions.decode(in);
      case REQ_IDS -> RequestIds.decode(in);
      case REQ_CONTRACT_DETAILS -> RequestContractDetails.decode(in);
      case SET_SERVER_LOG_LEVEL -> SetServerLogLevel.decode(in);
      case REQ_AUTO_OPEN_ORDERS -> RequestAutoOpenOrders.decode(in);
      case REQ_ALL_OPEN_ORDERS -> RequestAllOpenOrders.decode(in);
      case REQ_MANAGED_ACCTS -> RequestManagedAccounts.decode(in);
      case REQ_HISTORICAL_DATA -> RequestHistoricalData.decode(in);
      case CANCEL_HISTORICAL_DATA -> CancelHistoricalData.decode(in);
      case REQ_CURRENT_TIME -> RequestCurrentTime.decode(in);
      case REQ_GLOBAL_CANCEL -> RequestGlobalCancel.decode(in);
      case REQ_MARKET_DATA_TYPE -> RequestMarketDataType.decode(in);
      case REQ_POSITIONS -> RequestPositions.decode(in);
      case REQ_ACCOUNT_SUMMARY -> RequestAccountSummary.decode(in);
      case CANCEL_ACCOUNT_SUMMARY -> CancelAccountSummary.decode(in);
      case CANCEL_POSITIONS -> CancelPositions.decode(in);
      case START_API -> StartApi.decode(in);
      case REQ_ACCOUNT_UPDATES_MULTI -> RequestAccountUpdatesMulti.decode(in);
      case CANCEL_ACCOUNT_UPDATES_MULTI -> CancelAccountUpdatesMulti.decode(in);
      case REQ_MATCHING_SYMBOLS -> RequestMatchingSymbols.decode(in);
      case REQ_HEAD_TIMESTAMP -> RequestHeadTimestamp.decode(in);
      case CANCEL_HEAD_TIMESTAMP -> CancelHeadTimestamp.decode(in);
      case REQ_MARKET_RULE -> RequestMarketRule.decode(in);
      case REQ_PNL -> RequestPnl.decode(in);
      case CANCEL_PNL -> CancelPnl.decode(in);
      case REQ_PNL_SINGLE -> RequestPnlSingle.decode(in);
      case CANCEL_PNL_SINGLE -> CancelPnlSingle.decode(in);
      case REQ_COMPLETED_ORDERS -> RequestCompletedOrders.decode(in);
      case REQ_CURRENT_TIME_IN_MILLIS -> RequestCurrentTimeInMillis.decode(in);
      case UNKNOWN -> new UnknownRequest(id, 1 + in.remainingFields());
    };
  }

  private static void encodeFields(FieldWriter out, ServerMessage message) {
    switch (message) {
      case TickPrice m -> m.encode(out);
      case TickSize m -> m.encode(out);
      case OrderStatus m -> m.encode(out);
      case ErrorMessage m -> m.encode(out);
      case OpenOrder m -> m.encode(out);
      case AccountValue m -> m.encode(out);
      case PortfolioValue m -> m.encode(out);
      case AccountUpdateTime m -> m.encode(out);
      case NextValidId m -> m.encode(out);
      case ContractData m -> m.encode(out);
      case ExecutionDetails m -> m.encode(out);
      case ManagedAccounts m -> m.encode(out);
      case HistoricalData m -> m.encode(out);
      case TickGeneric m -> m.encode(out);
      case TickString m -> m.encode(out);
      case CurrentTime m -> m.encode(out);
      case ContractDataEnd m -> m.encode(out);
      case OpenOrderEnd m -> m.encode(out);
      case AccountDownloadEnd m -> m.encode(out);
      case ExecutionDetailsEnd m -> m.encode(out);
      case TickSnapshotEnd m -> m.encode(out);
      case MarketDataType m -> m.encode(out);
      case CommissionReport m -> m.encode(out);
      case Position m -> m.encode(out);
      case PositionEnd m -> m.encode(out);
      case AccountSummary m -> m.encode(out);
      case AccountSummaryEnd m -> m.encode(out);
      case PositionMulti m -> m.encode(out);
      case PositionMultiEnd m -> m.encode(out);
      case AccountUpdateMulti m -> m.encode(out);
      case AccountUpdateMultiEnd m -> m.encode(out);
      case SymbolSamples m -> m.encode(out);
      case TickRequestParameters m -> m.encode(out);
      case HistoricalNews m -> m.encode(out);
      case HistoricalNewsEnd m -> m.encode(out);
      case HeadTimestamp m -> m.encode(out);
      case HistoricalDataUpdate m -> m.encode(out);
      case MarketRule m -> m.encode(out);
      case Pnl m -> m.encode(out);
      case PnlSingle m -> m.encode(out);
      case OrderBound m -> m.encode(out);
      case CompletedOrder m -> m.encode(out);
      case CompletedOrdersEnd m -> m.encode(out);
      case HistoricalSchedule m -> m.encode(out);
      case HistoricalDataEnd m -> m.encode(out);
      case CurrentTimeInMillis m -> m.encode(out);
      case UnknownMessage m -> m.encode(out);
    }
  }
}
