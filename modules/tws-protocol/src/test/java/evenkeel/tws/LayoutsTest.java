package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of fields at every server version, counted from the tables of the protocol. */
class LayoutsTest {

  @ParameterizedTest
  @CsvSource({"157, 110", "158, 111", "160, 112", "162, 113", "166, 114", "169, 115", "176, 115",
      "177, 114", "178, 114", "183, 115", "184, 116", "187, 118", "189, 119", "190, 117",
      "192, 118", "199, 119", "200, 119"})
  void shouldPlaceAnOrderWithAsManyFieldsAsTheOfficialClient(int version, int fields) {
    assertThat(fields(new ClientCodec(version)
        .encode(new PlaceOrder(1, Contract.NONE, Order.NONE)))).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({"157, 128", "158, 129", "160, 130", "162, 131", "170, 136", "177, 135", "178, 135",
      "183, 136", "184, 137", "185, 138", "189, 139", "193, 141", "195, 154", "198, 155",
      "199, 156", "200, 156"})
  void shouldShowAnOpenOrderWithAsManyFieldsAsAGateway(int version, int fields) {
    assertThat(fields(new ServerCodec(version)
        .encode(new OpenOrder(1, Contract.NONE, Order.NONE, OrderState.of("Submitted")))))
        .isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({"157, 96", "178, 100", "200, 103"})
  void shouldTellACompletedOrderWithAsManyFieldsAsAGateway(int version, int fields) {
    assertThat(fields(new ServerCodec(version)
        .encode(new CompletedOrder(Contract.NONE, Order.NONE, OrderState.of("Filled")))))
        .isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({"157, 39", "163, 40", "178, 40", "200, 42"})
  void shouldDescribeAContractWithAsManyFieldsAsAGateway(int version, int fields) {
    // The tables count one secId, of two fields.
    assertThat(fields(new ServerCodec(version)
        .encode(new ContractData(1, ContractDetails.builder(Contract.NONE).build()))))
        .isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({"157, 4|1|42|", "168, 4|1|42|", "169, 4|1|42||", "186, 4|1|42||",
      "187, 4|1|42||||2147483647|", "189, 4|1|42||||2147483647|", "190, 4|1|42||", "191, 4|1|42||",
      "192, 4|42|||2147483647|", "200, 4|42|||2147483647|"})
  void shouldCancelAnOrderInTheFormOfTheVersion(int version, String line) {
    assertThat(Wire.text(new ClientCodec(version).encode(new CancelOrder(42)))).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"157, 4|2|42|201|no|", "166, 4|2|42|201|no||", "193, 4|2|42|201|no||",
      "194, 4|42|201|no|||", "200, 4|42|201|no|||"})
  void shouldTellAnErrorInTheFormOfTheVersion(int version, String line) {
    assertThat(Wire.text(new ServerCodec(version).encode(new ErrorMessage(42, 201, "no"))))
        .isEqualTo(line);
  }

  static Stream<Integer> versions() {
    return IntStream.rangeClosed(ServerVersions.MIN, ServerVersions.MAX).boxed();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void shouldUnderstandItselfAtEveryVersion(int version) {
    for (long seed = 0; seed < 100; seed++) {
      RandomMessages random = new RandomMessages(seed, version);
      ServerMessage answer = random.server();
      assertThat(Wire.decodeServer(version, new ServerCodec(version).encode(answer)))
          .as("seed %s", seed).isEqualTo(answer);
      ClientMessage request = random.client();
      assertThat(Wire.decodeClient(version, new ClientCodec(version).encode(request)))
          .as("seed %s", seed).isEqualTo(request);
    }
  }

  private static long fields(byte[] frame) {
    return Wire.text(frame).chars().filter(c -> c == '|').count();
  }
}
