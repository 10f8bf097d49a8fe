package evenkeel.gateway;

/**
 * What the Gateway's message codes mean for us: the one place where a code is classified (IBKR API message codes). The
 * same code may refuse an order and a request; which of the two it is, the id tells. Never by range: 2110 is serious
 * and 10349 is harmless.
 */
public enum MessageCode {
  /** Nothing to do. */
  INFORMATION,
  /** What was asked for stands; the words are worth keeping. */
  WARNING,
  /** The data request failed, or the order was refused and does not exist. */
  REFUSED,
  /** The order is over, or a cancel of it was answered. */
  CANCEL_ANSWERED,
  /** The fate of the order cannot be told from the code: the broker's books have to be asked. */
  FATE_UNKNOWN,
  /** The link between the Gateway and IBKR, or between us and the Gateway. */
  CONNECTIVITY;

  /** The class of a code that came with an order's id. An unknown code is never a refusal. */
  public static MessageCode ofOrder(int code) {
    return switch (code) {
      case 399, 404, 481, 2109, 2111, 2137, 2168, 2169, 2174, 2176, 10233, 10349 -> WARNING;
      case 202 -> CANCEL_ANSWERED;
      case 103, 133, 134, 135, 136, 161, 10147, 10148, 10328, 2102 -> FATE_UNKNOWN;
      case 105, 106, 107, 109, 110, 111, 113, 116, 146, 154, 160, 163, 164, 200, 201, 203, 320, 321, 322, 323, 325, 329,
          355, 382, 383, 387, 388, 389, 390, 392, 395, 396, 397, 411, 412, 413, 422, 434, 435, 436, 439, 440, 441, 442,
          443, 460, 10006, 10015, 10020, 10242, 10243, 10244, 10245, 10246, 10247, 10248, 10249, 10250, 10251, 10252,
          10268, 10269, 10270, 10285, 10289, 10290, 10311, 10318, 10329, 10335, 10337, 10338, 10340, 10341, 10342 ->
        REFUSED;
      default -> FATE_UNKNOWN;
    };
  }

  /** The class of a code that came with a data request's id. */
  public static MessageCode ofRequest(int code) {
    return switch (code) {
      case 300, 365, 366 -> INFORMATION;
      case 165, 2148, 2150, 2152, 10090, 10091, 10167, 10347 -> WARNING;
      default -> REFUSED;
    };
  }

  /** The class of a code that came with no id. */
  public static MessageCode ofNotice(int code) {
    return switch (code) {
      case 326, 1100, 1101, 1102, 1300, 2110, 2103, 2105, 2157 -> CONNECTIVITY;
      case 100, 2100, 2148 -> WARNING;
      default -> INFORMATION;
    };
  }
}
