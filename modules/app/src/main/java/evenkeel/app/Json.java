package evenkeel.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import evenkeel.domain.VisibleText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * One JSON object on one line, as {@code --json} prints them. Written with the streaming API alone:
 * data binding would double the start-up time of a short command.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes the fields of an object. */
  interface Fields {
    void writeTo(Writer object) throws IOException;
  }

  private Json() {}

  static String object(Fields fields) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.writeStartObject();
      fields.writeTo(new Writer(generator));
      generator.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return VisibleText.ofJson(text.toString());
  }

  /** Adds fields to the object that is being written. */
  static final class Writer {
    private final JsonGenerator generator;

    private Writer(JsonGenerator generator) {
      this.generator = generator;
    }

    Writer text(String name, String value) throws IOException {
      generator.writeStringField(name, value);
      return this;
    }

    Writer flag(String name, boolean value) throws IOException {
      generator.writeBooleanField(name, value);
      return this;
    }

    /** The nearest double, in its shortest form: what other programs would read anyway. */
    Writer number(String name, BigDecimal value) throws IOException {
      generator.writeNumberField(name, value.doubleValue());
      return this;
    }

    /** A count or a double in its shortest form; what is no number is null. */
    Writer decimal(String name, Number value) throws IOException {
      switch (value) {
        case Integer count -> generator.writeNumberField(name, count);
        case Number other when Double.isFinite(other.doubleValue()) ->
          generator.writeNumberField(name, other.doubleValue());
        case Number none -> generator.writeNullField(name);
      }
      return this;
    }

    Writer integer(String name, BigDecimal value) throws IOException {
      generator.writeFieldName(name);
      generator.writeNumber(value.toBigIntegerExact());
      return this;
    }

    /** An id or a count: digits only, however large. */
    Writer integer(String name, long value) throws IOException {
      generator.writeNumberField(name, value);
      return this;
    }

    Writer texts(String name, List<String> values) throws IOException {
      generator.writeArrayFieldStart(name);
      for (String value : values) {
        generator.writeString(value);
      }
      generator.writeEndArray();
      return this;
    }

    Writer object(String name, Fields value) throws IOException {
      generator.writeObjectFieldStart(name);
      value.writeTo(this);
      generator.writeEndObject();
      return this;
    }

    Writer objects(String name, List<Fields> values) throws IOException {
      generator.writeArrayFieldStart(name);
      for (Fields value : values) {
        generator.writeStartObject();
        value.writeTo(this);
        generator.writeEndObject();
      }
      generator.writeEndArray();
      return this;
    }
  }
}
