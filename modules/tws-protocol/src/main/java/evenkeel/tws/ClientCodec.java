package evenkeel.tws;

/**
 * The client's end: encodes requests and decodes what a Gateway sends.
 *
 * <p>Encoding may be called from any thread. Decoding reuses its state, so it belongs to one thread
 * at a time.
 */
public final class ClientCodec {
  private final int serverVersion;
  private final boolean strict;
  private final FieldReader in;

  /** A codec for one connection at the version that the Gateway chose. */
  public ClientCodec(int serverVersion) {
    this(serverVersion, WireLimits.CLIENT, false);
  }

  public ClientCodec(int serverVersion, WireLimits limits) {
    this(serverVersion, limits, false);
  }

  private ClientCodec(int serverVersion, WireLimits limits, boolean strict) {
    this.serverVersion = ServerVersions.requireSpoken(serverVersion);
    this.strict = strict;
    this.in = new FieldReader(FieldReader.Sender.GATEWAY, serverVersion, limits.fieldCountMax());
  }

  /**
   * A codec that takes a field left over for a violation. For checks of layouts: with a real
   * Gateway it would end the session over a field that a later version added.
   */
  public static ClientCodec strict(int serverVersion) {
    return new ClientCodec(serverVersion, WireLimits.CLIENT, true);
  }

  public int serverVersion() {
    return serverVersion;
  }

  /**
   * The message as a frame, its length included.
   *
   * @throws IllegalArgumentException when a text cannot be sent, or the server version lacks the
   *     message or a field that is set
   */
  public byte[] encode(ClientMessage message) {
    ClientMessageType type = message.type();
    FieldWriter out = new FieldWriter(serverVersion, FieldWriter.Side.CLIENT, type.record());
    if (message instanceof UnknownRequest unknown) {
      out.integer("id", unknown.id());
    } else {
      out.requireSince(type.since());
      out.integer("id", type.id());
    }
    encodeFields(out, message);
    return out.frame();
  }

  /**
   * The message in the payload of a frame. Surplus fields at the end are ignored.
   *
   * @throws ProtocolViolation when the bytes are not the message that they claim to be
   */
  public ServerMessage decode(byte[] bytes, int offset, int length) {
    in.start(bytes, offset, length, ServerMessage.class);
    int id = in.integer("id");
    ServerMessageType type = ServerMessageType.ofId(id);
    if (type == null) {
      return new UnknownMessage(id, 1 + in.remainingFields());
    }
    in.kind(type.record());
    ServerMessage message = decodeFields(type, id);
    if (strict) {
      in.end();
    }
    return message;
  }

  // One line a message, and no default: a new message breaks the build here.
  private ServerMessage decodeFields(ServerMessageType type, int id) {
    return switch (type) {
      case TICK_PRICE -> TickPrice.decode(in);
      case TICK_SIZE -> TickSize.decode(in);
      case ORDER_STATUS -> OrderStatus.decode(in);
      case ERR_MSG -> ErrorMessage.decode(in);
      case OPEN_ORDER -> OpenOrder.decode(in);
      case ACCOUNT_VALUE -> AccountValue.decode(in);
      case PORTFOLIO_VALUE -> PortfolioValue.decode(in);
      case ACCOUNT_UPDATE_TIME -> AccountUpdateTime.decode(in);
      case NEXT_VALID_ID -> NextValidId.decode(in);
      case CONTRACT_DATA -> ContractData.decode(in);
      case EXEC_DETAILS -> ExecutionDetails.decode(in);
      case MANAGED_ACCTS -> ManagedAccounts.decode(in);
      case HISTORICAL_DATA -> HistoricalData.decode(in);
      case TICK_GENERIC -> TickGeneric.decode(in);
      case TICK_STRING -> TickString.decode(in);
      case CURRENT_TIME -> CurrentTime.decode(in);
      case CONTRACT_DATA_END -> ContractDataEnd.decode(in);
      case OPEN_ORDER_END -> OpenOrderEnd.decode(in);
      case ACCT_DOWNLOAD_END -> AccountDownloadEnd.decode(in);
      case EXEC_DETAILS_END -> ExecutionDetailsEnd.decode(in);
      case TICK_SNAPSHOT_END -> TickSnapshotEnd.decode(in);
      case MARKET_DATA_TYPE -> MarketDataType.decode(in);
      case COMMISSION_REPORT -> CommissionReport.decode(in);
      case POSITION -> Position.decode(in);
      case POSITION_END -> PositionEnd.decode(in);
      case ACCOUNT_SUMMARY -> AccountSummary.decode(in);
      case ACCOUNT_SUMMARY_END -> AccountSummaryEnd.decode(in);
      case POSITION_MULTI -> PositionMulti.decode(in);
      case POSITION_MULTI_END -> PositionMultiEnd.decode(in);
      case ACCOUNT_UPDATE_MULTI -> AccountUpdateMulti.decode(in);
      case ACCOUNT_UPDATE_MULTI_END -> AccountUpdateMultiEnd.decode(in);
      case SYMBOL_SAMPLES -> SymbolSamples.decode(in);
      case TICK_REQ_PARAMS -> TickRequestParameters.decode(in);
      case HISTORICAL_NEWS -> HistoricalNews.decode(in);
      case HISTORICAL_NEWS_END -> HistoricalNewsEnd.decode(in);
      case HEAD_TIMESTAMP -> HeadTimestamp.decode(in);
      case HISTORICAL_DATA_UPDATE -> HistoricalDataUpdate.decode(in);
      case MARKET_RULE -> MarketRule.decode(in);
      case PNL -> Pnl.decode(in);
      case PNL_SINGLE -> PnlSingle.decode(in);
      case ORDER_BOUND -> OrderBound.decode(in);
      case COMPLETED_ORDER -> CompletedOrder.decode(in);
      case COMPLETED_ORDERS_END -> CompletedOrdersEnd.decode(in);
      case HISTORICAL_SCHEDULE -> HistoricalSchedule.decode(in);
      case HISTORICAL_DATA_END -> HistoricalDataEnd.decode(in);
      case CURRENT_TIME_IN_MILLIS -> CurrentTimeInMillis.decode(in);
      case UNKNOWN -> new UnknownMessage(id, 1 + in.remainingFields());
    };
  }

  private static void encodeFields(FieldWriter out, ClientMessage message) {
    switch (message) {
      case RequestMarketData m -> m.encode(out);
      case CancelMarketData m -> m.encode(out);
      case PlaceOrder m -> m.encode(out);
      case CancelOrder m -> m.encode(out);
      case RequestOpenOrders m -> m.encode(out);
      case RequestAccountUpdates m -> m.encode(out);
      case RequestExecutions m -> m.encode(out);
      case RequestIds m -> m.encode(out);
      case RequestContractDetails m -> m.encode(out);
      case SetServerLogLevel m -> m.encode(out);
      case RequestAutoOpenOrders m -> m.encode(out);
      case RequestAllOpenOrders m -> m.encode(out);
      case RequestManagedAccounts m -> m.encode(out);
      case RequestHistoricalData m -> m.encode(out);
      case CancelHistoricalData m -> m.encode(out);
      case RequestCurrentTime m -> m.encode(out);
      case RequestGlobalCancel m -> m.encode(out);
      case RequestMarketDataType m -> m.encode(out);
      case RequestPositions m -> m.encode(out);
      case RequestAccountSummary m -> m.encode(out);
      case CancelAccountSummary m -> m.encode(out);
      case CancelPositions m -> m.encode(out);
      case StartApi m -> m.encode(out);
      case RequestAccountUpdatesMulti m -> m.encode(out);
      case CancelAccountUpdatesMulti m -> m.encode(out);
      case RequestMatchingSymbols m -> m.encode(out);
      case RequestHeadTimestamp m -> m.encode(out);
      case CancelHeadTimestamp m -> m.encode(out);
      case RequestMarketRule m -> m.encode(out);
      case RequestPnl m -> m.encode(out);
      case CancelPnl m -> m.encode(out);
      case RequestPnlSingle m -> m.encode(out);
      case CancelPnlSingle m -> m.encode(out);
      case RequestCompletedOrders m -> m.encode(out);
      case RequestCurrentTimeInMillis m -> m.encode(out);
      case UnknownRequest m -> m.encode(out);
    }
  }
}
